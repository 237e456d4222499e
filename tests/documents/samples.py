"""A believable summary report of the campaign; its figures are made up."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from documents.blocks import (
    Appendix,
    BulletList,
    Chart,
    ChartKind,
    Column,
    Definition,
    Definitions,
    Heading,
    KeyFigure,
    KeyFigures,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Run,
    Series,
    Signature,
    Table,
    chart_of,
)
from documents.values import Format

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MADE_AT = datetime(2024, 12, 5, 9, 30, tzinfo=HANOI)
AS_OF = datetime(2024, 12, 2, 0, 0, tzinfo=HANOI)
CODE = "TL-7K3M-9QXD"

FORMS = Table(
    caption="Chương trình khuyến mại theo hình thức",
    unit="chương trình; triệu đồng",
    columns=(
        Column(title="TT", format=Format.COUNT, width=5),
        Column(title="Hình thức khuyến mại", width=36),
        Column(title="Số chương trình", format=Format.COUNT, width=13, code="CT-01"),
        Column(title="Tỷ trọng", format=Format.PERCENT, width=11),
        Column(
            title="Giá trị dùng để khuyến mại",
            format=Format.DONG,
            width=18,
            code="CT-04",
        ),
    ),
    rows=(
        (1, "Giảm giá trực tiếp", 214, Decimal("62.573"), 18_450),
        (2, "Tặng hàng hoá, dịch vụ kèm mua bán", 61, Decimal("17.836"), 4_212),
        (3, "Phiếu mua hàng, phiếu sử dụng dịch vụ", 38, Decimal("11.111"), 2_905),
        (4, "Chương trình khách hàng thường xuyên", 21, Decimal("6.140"), 1_120),
        (5, "Chương trình mang tính may rủi", 8, Decimal("2.339"), 1_750),
    ),
    total=("", "Tổng cộng", 342, Decimal(100), 28_437),
    note="Nguồn: hồ sơ thông báo, đăng ký đã tiếp nhận trên Cổng; giá trị theo kê khai "
    "của thương nhân.",
)

COMPLAINTS = Table(
    caption="Tiếp nhận và xử lý phản ánh của người tiêu dùng",
    unit="phản ánh",
    columns=(
        Column(title="Nhóm nội dung", width=34),
        Column(title="Tiếp nhận", format=Format.COUNT, width=12, code="PA-01"),
        Column(title="Đúng hạn", format=Format.COUNT, width=12, group="Đã giải quyết"),
        Column(title="Quá hạn", format=Format.COUNT, width=12, group="Đã giải quyết"),
        Column(title="Đang giải quyết", format=Format.COUNT, width=13),
        Column(title="Tỷ lệ đúng hạn", format=Format.PERCENT, width=13, code="PA-03"),
    ),
    rows=(
        ("Giá bán không đúng giá đã công bố", 41, 36, 2, 3, Decimal("94.7368")),
        ("Hàng hoá không rõ nguồn gốc, xuất xứ", 12, 7, 1, 4, Decimal("87.5")),
        ("Giao hàng chậm hoặc sai hàng đã đặt", 27, 25, 0, 2, Decimal(100)),
        ("Không thực hiện đúng thể lệ khuyến mại", 9, 8, 0, 1, Decimal(100)),
        ("Nội dung khác", 6, 6, 0, 0, Decimal(100)),
    ),
    total=("Tổng cộng", 95, 82, 3, 10, Decimal("96.4706")),
    note="Số liệu gồm phản ánh gửi qua Cổng và phản ánh các đơn vị nhập vào Cổng.",
)

DAYS = Chart(
    kind=ChartKind.LINE,
    caption="Phản ánh tiếp nhận và giải quyết theo ngày",
    unit="phản ánh",
    category_title="Ngày",
    categories=("25/11", "26/11", "27/11", "28/11", "29/11", "30/11", "01/12"),
    series=(
        Series("Tiếp nhận", (6, 7, 9, 11, 31, 19, 12)),
        Series("Giải quyết", (2, 6, 8, 9, 18, 22, 20)),
    ),
)

DISTRICTS = (
    "Thành phố Thanh Hóa",
    "Thị xã Bỉm Sơn",
    "Thành phố Sầm Sơn",
    "Huyện Mường Lát",
    "Huyện Quan Hóa",
    "Huyện Bá Thước",
    "Huyện Quan Sơn",
    "Huyện Lang Chánh",
    "Huyện Ngọc Lặc",
    "Huyện Cẩm Thủy",
    "Huyện Thạch Thành",
    "Huyện Hà Trung",
    "Huyện Vĩnh Lộc",
    "Huyện Yên Định",
    "Huyện Thọ Xuân",
    "Huyện Thường Xuân",
    "Huyện Triệu Sơn",
    "Huyện Thiệu Hóa",
    "Huyện Hoằng Hóa",
    "Huyện Hậu Lộc",
    "Huyện Nga Sơn",
    "Huyện Như Xuân",
    "Huyện Như Thanh",
    "Huyện Nông Cống",
    "Huyện Đông Sơn",
    "Huyện Quảng Xương",
    "Thị xã Nghi Sơn",
)


# Merchants, programmes, value and complaints of the province, as the body says them.
WHOLE = {2: 187, 3: 342, 7: 28_437_000_000, 8: 95}


def _district(at, name):
    programmes = 2 + (at * 11) % 17
    goods = programmes * (9 + at % 5)
    return [
        at,
        name,
        1 + (at * 7) % 11,
        programmes,
        goods,
        goods // 4,
        Decimal(150 + (at * 37) % 300) / 10,
        programmes * 69_150_000 + at * 1_255_500,
        (at * 5) % 6,
        (at * 3) % 5,
    ]


def districts_table() -> Table:
    """Return the 27 districts; the city holds what makes the sums those of the paper."""
    rows = [_district(at, name) for at, name in enumerate(DISTRICTS, start=1)]
    for column, whole in WHOLE.items():
        others = sum(row[column] for row in rows[1:])
        rows[0][column] = whole - others
    sums = [sum(row[column] for row in rows) for column in (2, 3, 4, 5, 7, 8, 9)]
    return Table(
        caption="Kết quả theo huyện, thị xã, thành phố",
        unit="đồng đối với cột giá trị",
        columns=(
            Column(title="TT", format=Format.COUNT, width=5),
            Column(title="Huyện, thị xã, thành phố", width=26),
            Column(title="Thương nhân", format=Format.COUNT, width=11),
            Column(title="Chương trình", format=Format.COUNT, width=11, code="CT-01"),
            Column(title="Tổng số", format=Format.COUNT, width=10, group="Sản phẩm"),
            Column(title="Địa phương", format=Format.COUNT, width=10, group="Sản phẩm"),
            Column(title="Mức giảm bình quân", format=Format.PERCENT, width=11),
            Column(title="Giá trị khuyến mại", format=Format.DONG, width=19),
            Column(title="Phản ánh", format=Format.COUNT, width=9, code="PA-01"),
            Column(title="Vụ kiểm tra", format=Format.COUNT, width=9),
        ),
        rows=tuple(map(tuple, rows)),
        total=(
            "",
            "Toàn tỉnh",
            *sums[:4],
            None,
            *sums[4:],
        ),
        note="Một thương nhân có nhiều địa điểm được tính ở huyện của trụ sở chính.",
    )


def letterhead(**changes) -> Letterhead:
    return Letterhead(
        **{
            "parent": "UBND TỈNH THANH HOÁ",
            "issuer": "SỞ CÔNG THƯƠNG",
            "issuer_name": "Sở Công Thương tỉnh Thanh Hoá",
            "symbol": "BC-SCT",
            "place": "Thanh Hoá",
            "dated": date(2024, 12, 5),
            "kind": "BÁO CÁO",
            "subject": "Kết quả tổ chức Tuần lễ Thương mại điện tử quốc gia và Ngày "
            "mua sắm trực tuyến Việt Nam – Online Friday 2024 trên địa bàn tỉnh "
            "Thanh Hoá",
            "addressees": (
                "Bộ Công Thương (qua Cục Thương mại điện tử và Kinh tế số)",
            ),
            **changes,
        }
    )


def report() -> Paper:
    return Paper(
        letterhead=letterhead(),
        made_at=MADE_AT,
        as_of=AS_OF,
        code=CODE,
        body=(*_opening(), *_results(), *_assessment()),
        signature=Signature(
            on_behalf="KT. GIÁM ĐỐC", title="PHÓ GIÁM ĐỐC", name="Trần Đức Lương"
        ),
        recipients=Recipients(
            (
                "Như trên",
                "UBND tỉnh (b/c)",
                "Giám đốc Sở (b/c)",
                "Cục Quản lý thị trường tỉnh (p/h)",
                "Các phòng, đơn vị thuộc Sở",
                "Lưu: VT, XNK",
            )
        ),
        appendices=(
            Appendix(
                title="KẾT QUẢ CHI TIẾT THEO ĐỊA BÀN",
                landscape=True,
                blocks=(districts_table(),),
            ),
        ),
    )


def _opening():
    return (
        Paragraph(
            "Thực hiện Quyết định số 2821/QĐ-BCT ngày 24/10/2024 của Bộ Công Thương về "
            "việc tổ chức “Tuần lễ Thương mại điện tử quốc gia và Ngày mua sắm trực "
            "tuyến Việt Nam – Online Friday 2024”, Sở Công Thương tỉnh Thanh Hoá báo cáo "
            "kết quả triển khai trên địa bàn tỉnh như sau:"
        ),
        KeyFigures(
            (
                KeyFigure(label="Thương nhân tham gia", value=187, code="TN-01"),
                KeyFigure(label="Chương trình khuyến mại", value=342, code="CT-01"),
                KeyFigure(
                    label="Giá trị dùng để khuyến mại",
                    value=28_437,
                    format=Format.DONG,
                    unit="triệu đồng",
                    code="CT-04",
                ),
                KeyFigure(
                    label="Phản ánh giải quyết đúng hạn",
                    value=Decimal("96.4706"),
                    format=Format.PERCENT,
                    code="PA-03",
                ),
            )
        ),
        Heading(1, "CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"),
        Paragraph(
            "Sở Công Thương đã ban hành Kế hoạch tổ chức Tuần lễ, phân công nhiệm vụ cho "
            "từng phòng, đơn vị thuộc Sở; đề nghị UBND các huyện, thị xã, thành phố, Cục "
            "Quản lý thị trường tỉnh, Hiệp hội Doanh nghiệp tỉnh và Hội Bảo vệ người tiêu "
            "dùng tỉnh phối hợp thực hiện. Thông tin về chương trình được đăng tải trên "
            "Trang thông tin điện tử của Sở từ ngày 18/11/2024."
        ),
        BulletList(
            (
                "Phòng Quản lý Xuất nhập khẩu chủ trì, tổng hợp kết quả;",
                "Phòng Quản lý Thương mại hướng dẫn thủ tục thông báo, đăng ký khuyến "
                "mại và tiếp nhận phản ánh của người tiêu dùng;",
                (
                    Run("Cục Quản lý thị trường tỉnh", bold=True),
                    Run(" chỉ đạo các đội theo dõi, kiểm tra trong suốt Tuần lễ."),
                ),
            )
        ),
    )


def _results():
    return (
        Heading(1, "KẾT QUẢ THỰC HIỆN"),
        Heading(2, "Chương trình khuyến mại"),
        Paragraph(
            "Trong thời gian từ ngày 25/11/2024 đến hết ngày 01/12/2024, có 187 thương "
            "nhân thực hiện 342 chương trình khuyến mại với tổng giá trị hàng hoá, dịch "
            "vụ dùng để khuyến mại là 28.437 triệu đồng; trong đó 128 chương trình diễn "
            "ra trong khung 60 giờ (từ 0 giờ ngày 29/11/2024 đến 12 giờ ngày 01/12/2024)."
        ),
        FORMS,
        chart_of(
            FORMS,
            kind=ChartKind.SHARE,
            caption="Cơ cấu chương trình theo hình thức khuyến mại",
            categories=1,
            values=(2,),
        ),
        Heading(2, "Tiếp nhận, xử lý phản ánh của người tiêu dùng"),
        Paragraph(
            "Phòng Quản lý Thương mại phối hợp với Hội Bảo vệ người tiêu dùng tỉnh tiếp "
            "nhận 95 phản ánh, đã giải quyết 85 phản ánh, đạt 96,5% đúng hạn. Các nội "
            "dung có dấu hiệu vi phạm được chuyển Cục Quản lý thị trường tỉnh xác minh."
        ),
        Heading(3, "Theo nhóm nội dung"),
        COMPLAINTS,
        Heading(3, "Theo thời gian"),
        DAYS,
    )


def _assessment():
    return (
        Heading(1, "ĐÁNH GIÁ CHUNG VÀ KIẾN NGHỊ"),
        Paragraph(
            "Chương trình được thương nhân và người tiêu dùng hưởng ứng; số chương trình "
            "và giá trị khuyến mại tập trung ở hình thức giảm giá trực tiếp. Một số "
            "thương nhân chưa công bố đầy đủ giá trước khuyến mại, dẫn đến phản ánh về "
            "giá bán không đúng giá đã công bố."
        ),
        Paragraph(
            "Đề nghị Bộ Công Thương sớm hướng dẫn thực hiện Nghị định số 128/2024/NĐ-CP "
            "và công bố kế hoạch của năm tiếp theo trước ngày 30/9 để địa phương chủ động."
        ),
        Definitions(
            (
                Definition(
                    "TN-01",
                    "Thương nhân có ít nhất một chương trình đã công bố diễn ra trong "
                    "Tuần lễ; mỗi mã số thuế tính một lần.",
                ),
                Definition(
                    "CT-01",
                    "Chương trình đã công bố có ít nhất một ngày trong Tuần lễ.",
                ),
                Definition(
                    "CT-04",
                    "Tổng giá trị hàng hoá, dịch vụ dùng để khuyến mại theo kê khai của "
                    "thương nhân, tính tròn triệu đồng.",
                ),
                Definition("PA-01", "Phản ánh được cấp mã trong Tuần lễ."),
                Definition(
                    "PA-03",
                    "Số phản ánh giải quyết trong thời hạn chia cho số phản ánh đã giải "
                    "quyết.",
                ),
            )
        ),
        Paragraph(
            "Trên đây là báo cáo kết quả tổ chức Tuần lễ, Sở Công Thương tỉnh Thanh Hoá "
            "kính báo cáo Bộ Công Thương./."
        ),
    )
