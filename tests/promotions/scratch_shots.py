import os, pytest
from datetime import datetime
from zoneinfo import ZoneInfo
from playwright.sync_api import sync_playwright
from tests.browser.chromium import find, ARGUMENTS
from promotions.search import refresh_search
from tests.promotions.factories import *
import tests.promotions.factories as _f
START=datetime(2024,11,25,tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
from datetime import timedelta
from decimal import Decimal
from tests.campaigns.factories import CampaignFactory, TimeSlotFactory
from accounts.models import District
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="1"
OUT="/tmp/shots-register"

@pytest.mark.django_db(transaction=True)
def test_shots(live_server, settings):
    settings.PORTAL_CLOCK="2024-11-29T09:00+07:00"; settings.PORTAL_ORIGIN=live_server.url
    os.makedirs(OUT, exist_ok=True)
    camp=CampaignFactory(); slot=TimeSlotFactory(campaign=camp)
    d=[DistrictFactory(name=n, slug=s) for n,s in [("Thành phố Thanh Hoá","tp"),("Huyện Quảng Xương","qx"),("Thành phố Sầm Sơn","ss")]]
    g=GoodsGroupFactory(code="food", name="Thực phẩm, đồ uống đóng gói")
    m=MerchantFactory(name="Công ty TNHH Nước mắm Ba Làng Xứ Thanh", district=d[1])
    p=PromotionFactory(published=True, merchant=m, name="Hương vị xứ Thanh – giảm đến 62% trong 60 giờ Online Friday", campaign=camp, slot=slot, content="Giảm giá các loại nước mắm truyền thống, tặng kèm chén chấm gốm.\nGiao hàng toàn quốc.", conditions="Mỗi khách mua tối đa 6 chai.", customers="Người tiêu dùng cá nhân")
    p.districts.set(d[:2])
    for n,b,a in [("Nước mắm cốt Ba Làng 40 độ đạm, chai 500 ml",185000,70300),("Mắm tép Hà Yên, hũ 400 g",95000,66500),("Bánh gai Tứ Trụ, hộp 20 chiếc",120000,90000),("Nem chua Thanh Hoá, 50 chiếc",200000,160000)]:
        ItemFactory(promotion=p, goods_group=g, name=n, price_before_vnd=b, price_now_vnd=a, discount_percent=None, is_ocop=True, is_local=True)
    ch=SalesChannelFactory(merchant=m, name="Gian hàng Ba Làng trên sàn"); p.channels.add(ch)
    ch=SalesChannelFactory(merchant=m, kind="store", name="Cửa hàng số 1", url="", address="12 Lê Lợi, thành phố Thanh Hoá"); p.channels.add(ch)
    refresh_search(p)
    for i in range(3):
        q=PromotionFactory(published=(i<2), suspended=(i==2), merchant=MerchantFactory(name="Siêu thị điện máy Lam Sơn", district=d[0]), name=["Máy tính và điện thoại giảm giá","Mua sắm cuối tuần tại Sầm Sơn","Giảm giá áo dài"][i], starts_at=START+timedelta(days=[0,5,0][i]))
        ItemFactory(promotion=q, name="Máy lọc không khí gia đình", price_before_vnd=4250000, price_now_vnd=2990000, discount_percent=Decimal("29.65"))
        refresh_search(q)
    hidden=PromotionFactory(reference="KM-2024-990001")
    with sync_playwright() as pw:
        b=pw.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        for w in (390,1280):
            c=b.new_context(viewport={"width":w,"height":900}, locale="vi")
            page=c.new_page()
            page.on("console", lambda msg: print("CONSOLE", msg.text))
            for name,url in [("search","/khuyen-mai/"),("search_q","/khuyen-mai/?q=nuoc+mam&huyen=qx&ocop=on"),("none","/khuyen-mai/?q=zzzzqq"),("detail",f"/khuyen-mai/{p.reference}/"),("merchant",f"/thuong-nhan/{m.tax_code}/"),("detail_en",f"/en/khuyen-mai/{p.reference}/")]:
                r=page.goto(live_server.url+url); 
                if r.status!=200: print(name, r.status)
                page.screenshot(path=f"{OUT}/{name}_{w}.png", full_page=True)
            c.close()
        b.close()


@pytest.mark.django_db(transaction=True)
def test_merchant_shots(live_server, settings):
    settings.PORTAL_CLOCK="2024-11-20T09:00+07:00"; settings.PORTAL_ORIGIN=live_server.url; settings.HOTLINE="0237 385 2000"
    os.makedirs(OUT, exist_ok=True)
    camp=CampaignFactory(); slot=TimeSlotFactory(campaign=camp)
    for n in range(27): DistrictFactory(name=f"Huyện Số {n}")
    m=MerchantFactory(name="Công ty TNHH Nước mắm Ba Làng Xứ Thanh")
    u=UserFactory(); MerchantMemberFactory(merchant=m,user=u)
    p=PromotionFactory(merchant=m, campaign=camp, name="Hương vị xứ Thanh", forms=["discount","gift","contest"], starts_at=datetime(2024,11,24,23,59,tzinfo=HCM), ends_at=datetime(2024,12,2,tzinfo=HCM), content="Giảm giá nước mắm", customers="Mọi khách")
    SalesChannelFactory(merchant=m)
    it=ItemFactory(promotion=p, name="Nước mắm cốt Ba Làng 40 độ đạm, chai 500 ml", price_before_vnd=185000, price_now_vnd=70300, discount_percent=None)
    ItemFactory(promotion=p)
    empty=PromotionFactory(merchant=m)
    sent=PromotionFactory(submitted=True, merchant=m)
    back=PromotionFactory(submitted=True, merchant=m)
    from promotions import workflow
    off=UserFactory(trade_management=True)
    back=workflow.ask_for_changes(back, by=off, at=datetime(2024,11,20,8,tzinfo=HCM), reason="Giá trước khuyến mại của nem chua cao hơn giá niêm yết. Đề nghị sửa lại hoặc gửi hoá đơn.")
    from django.test import Client
    from django.conf import settings as s
    c=Client(); c.force_login(u); cookie=c.cookies[s.SESSION_COOKIE_NAME].value
    D=f"/doanh-nghiep/ho-so/{p.reference}/"
    pages={"m_start":"/doanh-nghiep/","m_new":"/doanh-nghiep/thuong-nhan/moi/","m_profile":f"/doanh-nghiep/thuong-nhan/{m.tax_code}/","d_list":"/doanh-nghiep/ho-so/","d_detail":D,"d_empty":f"/doanh-nghiep/ho-so/{empty.reference}/","d_basics":D+"thong-tin/","d_forms":D+"hinh-thuc/","d_goods":D+"hang-hoa/","d_item":D+f"hang-hoa/{it.pk}/","d_prizes":D+"giai-thuong/","d_area":D+"kenh-dia-ban/","d_filing":D+"thu-tuc/","d_check":D+"kiem-tra/","d_sent":f"/doanh-nghiep/ho-so/{sent.reference}/da-gui/","d_back":f"/doanh-nghiep/ho-so/{back.reference}/","d_backcheck":f"/doanh-nghiep/ho-so/{back.reference}/kiem-tra/","law":"/phap-luat/","d_withdraw":D+"rut/"}
    only=os.environ.get("ONLY")
    with sync_playwright() as pw:
        b=pw.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        for w in (390,1280):
            cx=b.new_context(viewport={"width":w,"height":900})
            cx.add_cookies([{"name":s.SESSION_COOKIE_NAME,"value":cookie,"url":live_server.url}])
            page=cx.new_page()
            page.on("console", lambda msg: print("CONSOLE", page.url, msg.text))
            for name,url in pages.items():
                if only and name not in only.split(","): continue
                r=page.goto(live_server.url+url)
                if r.status!=200: print(name, r.status)
                page.screenshot(path=f"{OUT}/{name}_{w}.png", full_page=True)
                if page.evaluate("document.documentElement.scrollWidth")>w: print("WIDE", name, w, page.evaluate("document.documentElement.scrollWidth"))
            cx.close()
        b.close()
