"""A parcel -> what the post is told; what the post tells -> news."""

from lienthong.domain.deliveries.exchange.post import (
    parcel_message,
    print_labels,
    read_news,
    read_step,
    take_callback,
)

__all__ = ["parcel_message", "print_labels", "read_news", "read_step", "take_callback"]
