"""Plans in and out: files become readings, readings become the stable JSON contract.

``read_file`` -> ``PlanReading`` -> ``to_contract``; ``read_directory`` gives the names to match.
"""

from lienthong.domain.plans.exchange.contract import to_contract
from lienthong.domain.plans.exchange.directory import read_directory
from lienthong.domain.plans.exchange.files import read_file
from lienthong.domain.plans.exchange.kept import plan_contract, task_contracts
from lienthong.domain.plans.exchange.matching import read_known
from lienthong.domain.plans.exchange.messages import message
from lienthong.domain.plans.rules.agencies import Directory, Named
from lienthong.domain.plans.rules.reading import PlanReading

__all__ = [
    "Directory",
    "Named",
    "PlanReading",
    "message",
    "plan_contract",
    "read_directory",
    "read_file",
    "read_known",
    "task_contracts",
    "to_contract",
]
