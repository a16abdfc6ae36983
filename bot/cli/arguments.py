"""The arguments of every command."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, Protocol

_AS_OF = "ngày phải đúng, dạng NĂM-THÁNG-NGÀY hoặc NGÀY/THÁNG/NĂM"


class OneLine(argparse.ArgumentParser):
    """A parser that says in one line what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Exit with status 2 after one line on stderr."""
        self.exit(2, f"{message}; xem: {self.prog} --help\n")


class Commands(Protocol):
    """Where the parsers of the commands are hung up."""

    def add_parser(self, name: str, **options: Any) -> argparse.ArgumentParser:
        """Return a new parser for a command."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of `kehoach`."""
    parser = OneLine(prog="kehoach", description="Tra cứu kế hoạch về trẻ em.")
    parser.add_argument("--data-dir", type=Path, help="nơi giữ kho tài liệu và chỉ mục")
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")
    _conversations(commands)
    _questions(commands)
    _documents(commands)
    _laws(commands)
    _drafts(commands)
    _keeping(commands)
    _inspections(commands)
    return parser


def _conversations(commands: Commands) -> None:
    commands.add_parser("chat", help="trò chuyện trong cửa sổ lệnh")
    commands.add_parser("bot", help="chạy bot Telegram")


def _questions(commands: Commands) -> None:
    ask = commands.add_parser("ask", help="hỏi một câu, hoặc một tệp câu hỏi")
    ask.add_argument("question", nargs="?", default="")
    ask.add_argument("--as-of", type=_day, help=_AS_OF)
    ask.add_argument("--unit", default="", help="đơn vị của người hỏi, ví dụ: xã Nghĩa Thương")
    search = commands.add_parser("search", help="tìm điều khoản, không soạn câu trả lời")
    search.add_argument("question", nargs="?", default="")
    search.add_argument("-k", type=_count, default=10, help="số điều khoản (mặc định 10)")
    for command in (ask, search):
        command.add_argument("--batch", type=Path, help="tệp JSONL, mỗi dòng một câu hỏi")
        command.add_argument("--json", action="store_true")


def _documents(commands: Commands) -> None:
    show = commands.add_parser("show", help="xem một tài liệu đã được hiểu thế nào")
    show.add_argument("document", help="mã tài liệu hoặc đường dẫn tệp")
    show.add_argument(
        "--out", type=Path, metavar="TỆP", help="ghi thành .docx đúng thể thức, .xlsx, .ics, .png"
    )
    add = commands.add_parser("add", help="thêm tài liệu vào kho")
    add.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    add.add_argument("--id", help="mã tài liệu (mặc định lấy theo tên tệp)")
    correct = commands.add_parser("correct", help="sửa thông tin của một tài liệu")
    correct.add_argument("id")
    for command in (add, correct):
        for field in ("title", "unit", "number", "date", "province", "issuer", "kind"):
            command.add_argument(f"--{field}")
        command.add_argument("--level", choices=("commune", "district", "province"))
        command.add_argument("--year", type=int)
    remove = commands.add_parser("remove", help="gỡ một tài liệu khỏi kho")
    remove.add_argument("id")
    listing = commands.add_parser("list", help="liệt kê tài liệu trong kho")
    index = commands.add_parser("index", help="dựng chỉ mục")
    index.add_argument("--rebuild", action="store_true", help="dựng lại từ đầu")
    for command in (show, add, correct, listing):
        command.add_argument("--json", action="store_true")


def _laws(commands: Commands) -> None:
    laws = commands.add_parser("laws", help="danh mục văn bản và hiệu lực")
    laws.add_argument("query", nargs="?", default="", help="số, tên hoặc lĩnh vực")
    laws.add_argument("--correct", type=Path, metavar="TỆP", help="tệp TOML có bảng [[acts]]")
    laws.add_argument("--by", default="", help="người sửa, ghi cùng bản ghi")
    basis = commands.add_parser("basis", help="căn cứ pháp lý của một kế hoạch")
    kinds = ("cong-tac-tre-em", "thang-hanh-dong")
    basis.add_argument("--kind", choices=kinds, required=True, help="loại kế hoạch")
    basis.add_argument("--year", type=int, required=True, help="năm kế hoạch")
    basis.add_argument("--level", choices=("commune", "province"), default="commune")
    for command in (laws, basis):
        command.add_argument("--as-of", type=_day, help=_AS_OF)
        command.add_argument("--json", action="store_true")


def _drafts(commands: Commands) -> None:
    draft = commands.add_parser("draft", help="soạn dự thảo kế hoạch")
    kinds = ("cong-tac-tre-em", "thang-hanh-dong")
    draft.add_argument("--kind", choices=kinds, required=True, help="loại kế hoạch")
    draft.add_argument("--unit", required=True, help="đơn vị: xã, phường, đặc khu, tỉnh, thành phố")
    draft.add_argument("--province", default="", help="tỉnh, thành phố của đơn vị")
    draft.add_argument("--year", type=int, required=True, help="năm kế hoạch")
    draft.add_argument("--as-of", type=_day, help=_AS_OF)
    draft.add_argument("--set", action="append", default=[], metavar="TÊN=GIÁ TRỊ")
    draft.add_argument("--parent", default="", help="kế hoạch cấp trên: cách viện dẫn, hoặc tệp")
    draft.add_argument(
        "--merge", action="store_true", help="bổ sung nhiệm vụ còn thiếu của kế hoạch cấp trên"
    )
    draft.add_argument("--section", action="append", default=[], metavar="MÃ MỤC")
    draft.add_argument("--outline", action="store_true", help="chỉ dàn ý")
    draft.add_argument("--out", type=Path, metavar="TỆP", help="ghi thành .docx")
    sources = ("comments", "annex", "none")
    draft.add_argument("--sources", choices=sources, default="comments", help="nguồn ghi ở đâu")
    draft.add_argument("--final", action="store_true", help="bản trình ký: không dấu của trợ lý")
    draft.add_argument("--json", action="store_true")
    check = commands.add_parser("check", help="kiểm tra dự thảo kế hoạch")
    check.add_argument("file", nargs="?", type=Path, help="tệp .docx, .pdf, .txt hoặc .doc")
    check.add_argument("--as-of", type=_day, help=_AS_OF)
    check.add_argument("--fix", type=Path, metavar="TỆP", help="ghi bản .docx đã đánh dấu sửa")
    check.add_argument("--rules", action="store_true", help="liệt kê các quy tắc")
    check.add_argument("--json", action="store_true")


def _keeping(commands: Commands) -> None:
    backup = commands.add_parser("backup", help="sao lưu thư mục dữ liệu vào một tệp")
    restore = commands.add_parser("restore", help="khôi phục thư mục dữ liệu từ bản sao lưu")
    for command in (backup, restore):
        command.add_argument("file", type=Path, metavar="TỆP", help="tệp .tar.gz")


def _inspections(commands: Commands) -> None:
    evaluation = commands.add_parser("eval", help="đo chất lượng tìm kiếm")
    evaluation.add_argument(
        "folder", nargs="?", type=Path, help="thư mục dạng BEIR; bỏ trống: bộ câu hỏi của dự án"
    )
    halves = ("development", "held-out")
    evaluation.add_argument("--half", choices=halves, default="", help="một nửa bộ câu hỏi")
    evaluation.add_argument("--words-only", action="store_true")
    evaluation.add_argument("--vectors-only", action="store_true")
    doctor = commands.add_parser("doctor", help="kiểm tra cài đặt")
    for command in (evaluation, doctor):
        command.add_argument("--json", action="store_true")


def _day(value: str) -> date:
    """Read a day as the machine or as an official writes it: 2026-11-22, 22/11/2026."""
    iso = re.fullmatch(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)", value.strip())
    day = iso or re.fullmatch(r"(?P<d>\d\d?)[/-](?P<m>\d\d?)[/-](?P<y>\d{4})", value.strip())
    if day is None:
        told = f"{value!r} không phải ngày dạng 2026-11-22 hoặc 22/11/2026"
        raise argparse.ArgumentTypeError(told)
    try:
        return date(int(day["y"]), int(day["m"]), int(day["d"]))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r}: không có ngày này trong lịch") from None


def _count(value: str) -> int:
    if not value.isdigit() or not 1 <= int(value) <= 1000:
        raise argparse.ArgumentTypeError(f"{value!r} không phải số từ 1 đến 1000")
    return int(value)
