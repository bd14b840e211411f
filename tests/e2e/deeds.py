"""What people of a plan do on its pages, each deed as its person does it: by the words on links, fields and buttons."""

import re

from playwright.sync_api import Locator, Page, expect

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def press(page: Page | Locator, words: str) -> None:
    """The button whose words begin so: counters and key caps follow them. It is pressed as a person does who sees the
    page: once its scripts have come.
    """
    button = page.get_by_role("button", name=re.compile(f"^{re.escape(words)}")).first
    button.wait_for()
    button.page.wait_for_load_state()
    button.click()


def follow(page: Page | Locator, words: str) -> None:
    page.get_by_role("link", name=re.compile(f"^{re.escape(words)}")).first.click()


def said(page: Page, words: str) -> None:
    """The page answered so."""
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def headline(page: Page, address: str) -> str:
    """The sentence on top of the page at ``address``, in one line."""
    page.goto(address)
    return " ".join(page.locator("h1").inner_text().split())


def story(page: Page) -> list[str]:
    """The thread of the page, the newest first: its sentences without their moments and papers."""
    sentences = page.locator(".thread .knot > p:not(.knot-when):not(.hint)")
    return [" ".join(words.split()) for words in sentences.all_inner_texts()]


def notices(page: Page) -> list[str]:
    """The titles of what its person was told, the newest first."""
    page.goto("/notices/")
    titles = page.locator("main .as-link").all_inner_texts()
    return [" ".join(title.split()).removeprefix("Mới: ") for title in titles]


def open_duty(page: Page, what: str, queue: str = "") -> None:
    """From the list of what the own agency owes to the page of one duty, known by words of its row."""
    page.goto("/work/")
    if page.get_by_label("Của ai").input_value() != "agency":
        page.get_by_label("Của ai").select_option("agency")
        press(page, "Lọc")
    if queue:
        follow(page, queue)
    page.get_by_role("row").filter(has_text=what).get_by_role("link").first.click()


def hand_in(page: Page, what: str, number: str, on: str, about: str, note: str = "") -> None:
    """One document for a duty that the own agency owes."""
    open_duty(page, what)
    page.get_by_role("link", name=re.compile("^Nộp (văn bản|lại)")).click()
    page.locator("[name=d0-number]").fill(number)
    page.locator("[name=d0-issued_on]").fill(on)
    page.locator("[name=d0-abstract]").fill(about)
    name = f"{number.replace('/', '-')}.pdf"
    content = PDF + number.encode()
    page.locator("[type=file]").first.set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": content}
    )
    if note:
        page.locator("[name=note]").fill(note)
    press(page, "Nộp văn bản")
    said(page, "Đã nộp")


def decide(page: Page, plan: str, whose: str, act: str) -> None:
    """From what waits for one's word to the form of one decision."""
    page.goto(f"{plan}inbox/")
    follow(page.get_by_role("row").filter(has_text=whose), act)


def accept(page: Page, plan: str, whose: str) -> None:
    decide(page, plan, whose, "Chấp nhận")
    press(page, "Chấp nhận")
    said(page, "Đã chấp nhận.")


def send_back(page: Page, plan: str, whose: str, reason: str, again_by: str) -> None:
    decide(page, plan, whose, "Trả lại")
    page.get_by_label("Lý do").fill(reason)
    page.get_by_label("nộp lại trước ngày").fill(again_by)
    press(page.locator("main"), "Trả lại")
    said(page, "Đã trả lại kèm lý do của bạn.")


def ask_for_report(page: Page, plan: str, title: str, due: str, agencies: tuple[str, ...]) -> None:
    page.goto(f"{plan}urging/reports/")
    page.get_by_label("Nội dung báo cáo").fill(title)
    page.get_by_label("Hạn nộp").fill(due)
    for agency in agencies:
        page.get_by_label(agency, exact=True).check()
    press(page, "Gửi yêu cầu báo cáo")
    said(page, f"Đã gửi yêu cầu đến {len(agencies)} cơ quan.")


def ask_contribution(page: Page, what: str, text: str, due: str, agency: str) -> None:
    """Of an agency that coordinates the task of a duty of one's own agency."""
    open_duty(page, what)
    follow(page, "Đề nghị phối hợp")
    page.get_by_label("Nội dung đề nghị từng cơ quan").fill(text)
    page.get_by_label("Đến ngày nào").fill(due)
    page.get_by_label(agency, exact=True).check()
    press(page, "Gửi đề nghị")
    said(page, "1 cơ quan")


def issue_letter(page: Page, plan: str, agency: str, number: str, on: str) -> None:
    """A drafted letter of urging was signed and sent."""
    page.goto(f"{plan}urging/letters/")
    follow(page, agency)
    page.get_by_label("Số công văn").fill(number)
    page.get_by_label("Ngày công văn").fill(on)
    press(page, "Ghi nhận đã phát hành")
    said(page, "Đã ghi nhận phát hành")


def propose_merger(page: Page, code: str, into: str, on: str, decision: str) -> None:
    """In the console; returns when it waits for a second person."""
    page.goto(f"/console/agencies/{code}/")
    page.get_by_text("Thay đổi cơ quan này").click()
    follow(page, "Sáp nhập")
    page.get_by_label("Nơi nhận việc đang dở").fill(into)
    page.get_by_label("Ngày đầu tiên hết hiệu lực").fill(on)
    page.get_by_label("Quyết định").fill(decision)
    page.get_by_label("Lý do").fill("Sắp xếp cơ quan chuyên môn thuộc UBND tỉnh")
    press(page, "Đề xuất sáp nhập")
    said(page, "Việc được thực hiện khi người thứ hai phê duyệt.")


def approve_merger(page: Page) -> None:
    page.goto("/console/approvals/")
    follow(page.get_by_role("table"), "Sáp nhập")
    press(page, "Phê duyệt và sáp nhập")
    said(page, "Đã phê duyệt và thực hiện.")
