"""Believable words for the demo. No name here is that of a real merchant or person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goods:
    name: str
    group: str
    unit_of_measure: str
    price_vnd: int
    is_local: bool = False
    is_ocop: bool = False


@dataclass(frozen=True)
class Trade:
    """A line of business: what its merchants are called and what they sell."""

    title: str
    kind: str
    goods: tuple[Goods, ...]


TRADES = (
    Trade(
        "Nem chua và đặc sản",
        "household",
        (
            Goods(
                "Nem chua Thanh Hoá hộp 50 chiếc",
                "farm-produce",
                "hộp",
                180_000,
                True,
                True,
            ),
            Goods("Chả tôm đông lạnh 500 g", "food", "gói", 135_000, True),
            Goods(
                "Bánh gai Tứ Trụ bó 10 chiếc", "farm-produce", "bó", 70_000, True, True
            ),
            Goods("Chè lam Phủ Quảng 300 g", "farm-produce", "gói", 45_000, True, True),
        ),
    ),
    Trade(
        "Hải sản và mắm",
        "enterprise",
        (
            Goods("Nước mắm cốt chai 500 ml", "food", "chai", 95_000, True, True),
            Goods("Mắm tép chưng thịt hũ 400 g", "food", "hũ", 85_000, True),
            Goods("Mực một nắng 1 kg", "fresh-food", "kg", 620_000, True),
            Goods("Cá thu cắt khúc 1 kg", "fresh-food", "kg", 290_000, True),
        ),
    ),
    Trade(
        "Nông sản sạch",
        "cooperative",
        (
            Goods(
                "Gạo nếp hạt cau túi 5 kg", "farm-produce", "túi", 175_000, True, True
            ),
            Goods("Miến dong túi 1 kg", "farm-produce", "túi", 90_000, True, True),
            Goods("Cam Xuân Thành thùng 10 kg", "fresh-food", "thùng", 350_000, True),
            Goods("Mật ong rừng chai 1 lít", "farm-produce", "chai", 320_000, True),
            Goods("Vịt Cổ Lũng làm sạch", "fresh-food", "con", 260_000, True),
        ),
    ),
    Trade(
        "Cói và thủ công mỹ nghệ",
        "cooperative",
        (
            Goods(
                "Chiếu cói Nga Sơn 1,6 m", "handicraft", "chiếc", 420_000, True, True
            ),
            Goods("Giỏ cói đựng đồ", "handicraft", "chiếc", 120_000, True),
            Goods("Khăn thổ cẩm dệt tay", "handicraft", "chiếc", 250_000, True, True),
            Goods("Đồ đồng Trà Đông bộ tam sự", "handicraft", "bộ", 3_800_000, True),
        ),
    ),
    Trade(
        "Điện máy",
        "enterprise",
        (
            Goods("Tủ lạnh 236 lít", "appliances", "chiếc", 7_490_000),
            Goods("Máy giặt cửa trước 9 kg", "appliances", "chiếc", 9_990_000),
            Goods("Nồi cơm điện 1,8 lít", "appliances", "chiếc", 890_000),
            Goods("Quạt sưởi gốm", "appliances", "chiếc", 1_250_000),
        ),
    ),
    Trade(
        "Điện thoại và máy tính",
        "enterprise",
        (
            Goods("Điện thoại thông minh 128 GB", "electronics", "chiếc", 4_990_000),
            Goods("Máy tính xách tay 14 inch", "electronics", "chiếc", 14_500_000),
            Goods("Tai nghe không dây", "electronics", "chiếc", 690_000),
            Goods("Sạc dự phòng 10.000 mAh", "electronics", "chiếc", 390_000),
        ),
    ),
    Trade(
        "Thời trang",
        "household",
        (
            Goods("Áo khoác phao nữ", "fashion", "chiếc", 650_000),
            Goods("Giày thể thao", "fashion", "đôi", 480_000),
            Goods("Sơ mi nam dài tay", "fashion", "chiếc", 290_000),
            Goods("Khăn len", "fashion", "chiếc", 120_000),
        ),
    ),
    Trade(
        "Mỹ phẩm",
        "household",
        (
            Goods("Kem chống nắng 50 ml", "cosmetics", "tuýp", 320_000),
            Goods("Son dưỡng môi", "cosmetics", "thỏi", 150_000),
            Goods("Sữa rửa mặt 150 ml", "cosmetics", "tuýp", 185_000),
        ),
    ),
    Trade(
        "Nhà sách",
        "enterprise",
        (
            Goods("Bộ sách thiếu nhi 5 cuốn", "books", "bộ", 275_000),
            Goods("Vở kẻ ngang lốc 10 quyển", "books", "lốc", 98_000),
            Goods("Bút máy luyện chữ", "books", "chiếc", 65_000),
        ),
    ),
    Trade(
        "Nội thất",
        "enterprise",
        (
            Goods("Bàn học gỗ 1,2 m", "furniture", "chiếc", 1_890_000),
            Goods("Kệ sách 5 tầng", "furniture", "chiếc", 990_000),
            Goods("Ghế xoay văn phòng", "furniture", "chiếc", 1_350_000),
        ),
    ),
)
PLACE_WORDS = (
    "Lam Sơn",
    "Sông Mã",
    "Hàm Rồng",
    "Ngọc Trạo",
    "Sông Chu",
    "Thành Nhà Hồ",
    "Sầm Sơn Xanh",
    "Pù Luông",
    "Bến En",
    "Cẩm Lương",
    "Ba Đình",
    "Hải Tiến",
    "Núi Nưa",
    "Am Tiên",
    "Trống Đồng",
    "Lạch Trường",
    "Cửa Đạt",
    "Hoằng Thịnh",
    "Yên Mỹ",
    "Tân Sơn",
)
STREETS = (
    "Lê Lợi",
    "Trần Phú",
    "Nguyễn Trãi",
    "Phan Chu Trinh",
    "Quang Trung",
    "Hạc Thành",
    "Lê Hoàn",
    "Bà Triệu",
)
FAMILY_NAMES = (
    "Nguyễn",
    "Lê",
    "Trần",
    "Phạm",
    "Hoàng",
    "Trịnh",
    "Đỗ",
    "Bùi",
    "Hà",
    "Lò",
)
MIDDLE_NAMES = ("Thị", "Văn", "Đức", "Minh", "Thu", "Quốc", "Ngọc", "Xuân")
GIVEN_NAMES = (
    "An",
    "Bình",
    "Cúc",
    "Dung",
    "Hạnh",
    "Hùng",
    "Lan",
    "Long",
    "Nga",
    "Phương",
    "Sơn",
    "Thắng",
    "Tuyết",
    "Vinh",
    "Yến",
)
CHANGES_ASKED = (
    "Đề nghị ghi rõ điều kiện áp dụng cho khách hàng mua từ 02 sản phẩm trở lên.",
    "Đề nghị bổ sung mã hồ sơ đã nộp trên cổng dịch vụ công của tỉnh.",
    "Đề nghị kiểm tra lại giá trước khuyến mại của mặt hàng thứ nhất.",
)
REFUSALS = (
    "Chương trình trùng với chương trình đã gửi trước đó của cùng thương nhân.",
    "Thương nhân chưa bổ sung nội dung đã được đề nghị.",
)
ANSWERS = (
    "Chúng tôi đã làm việc với người bán. Người bán đồng ý hoàn tiền trong 03 ngày làm việc.",
    "Qua kiểm tra, người bán đã niêm yết lại giá đúng với chương trình đã thông báo.",
    "Người bán đã đổi sản phẩm mới cho anh/chị và xin lỗi về sự chậm trễ.",
    "Hội đã hướng dẫn anh/chị các bước thương lượng và gửi yêu cầu tới người bán.",
)
OUTCOMES = (
    "Người bán đã hoàn lại phần tiền chênh lệch. Vụ việc kết thúc.",
    "Người bán đã giao đủ quà tặng như đã công bố. Vụ việc kết thúc.",
    "Người bán đã gỡ quảng cáo sai và cam kết không tái phạm.",
)
STORIES = {
    "false-discount": (
        "Trang bán hàng ghi giảm 50% nhưng khi thanh toán giá vẫn như tuần trước.",
        "Giá gốc được nâng lên trước ngày khuyến mại rồi mới ghi giảm giá.",
    ),
    "offer-not-applied": (
        "Nhãn tại kệ ghi một giá, thu ngân tính giá khác và không áp dụng khuyến mại.",
        "Mã giảm giá còn hạn nhưng không dùng được khi thanh toán.",
    ),
    "prize-not-given": (
        "Mua đủ điều kiện nhưng cửa hàng nói đã hết quà và không đưa quà thay thế.",
        "Quà tặng nhận được khác với hình ảnh đã quảng cáo.",
    ),
    "wrong-terms": ("Người bán tự huỷ đơn khi chương trình vừa kết thúc.",),
    "unknown-origin": (
        "Sản phẩm không có nhãn phụ tiếng Việt, không ghi nơi sản xuất.",
    ),
    "counterfeit": (
        "Hàng nhận được có dấu hiệu là hàng giả nhãn hiệu, chất liệu rất kém.",
    ),
    "poor-quality": ("Sản phẩm hỏng ngay lần dùng đầu tiên, đường chỉ bung hết.",),
    "seller-silent": (
        "Người bán không trả lời tin nhắn suốt ba ngày sau khi giao sai hàng.",
    ),
    "not-delivered": ("Đặt hàng đã 5 ngày chưa nhận được, người bán không nghe máy.",),
}
