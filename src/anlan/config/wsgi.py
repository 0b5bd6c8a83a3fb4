"""The WSGI entry that the web server loads."""

import os

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlan.config.settings")
application = get_wsgi_application()
if settings.MODE == "production":
    call_command("check")  # refuses to start with a sentence for each fault
