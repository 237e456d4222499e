from django import template

from promotions import amounts

register = template.Library()

register.filter("dong", amounts.dong)
register.filter("percent", amounts.percent)
