from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "thanhhoa_ecom.admin_site.PortalAdminSite"
