"""The WSGI entry that the web server loads."""

import gc
import os

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlan.config.settings")
application = get_wsgi_application()
if settings.MODE == "production":
    call_command("check")  # refuses to start with a sentence for each fault
_ = get_resolver().url_patterns  # loads every page now, not with the first request
gc.collect()
gc.freeze()  # what stands at start stays: collections during requests need not walk through it
