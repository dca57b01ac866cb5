"""Reads calendar texts (a JSON array on stdin) with two unrelated readers and tells what each found, as JSON."""
import json
import sys
import warnings

warnings.simplefilter("ignore")
import icalendar
import vobject


def instant(value):
    return round(value.timestamp() * 1000)


def text(value):
    return None if value is None else str(value)


def by_icalendar(source):
    calendar = icalendar.Calendar.from_ical(source)
    for event in calendar.walk("VEVENT"):
        yield {
            "uid": text(event.get("UID")),
            "sequence": int(event.get("SEQUENCE")),
            "status": text(event.get("STATUS")),
            "start": instant(event.decoded("DTSTART")),
            "end": instant(event.decoded("DTEND")),
            "title": text(event.get("SUMMARY")),
            "place": text(event.get("LOCATION")),
            "description": text(event.get("DESCRIPTION")),
        }


def by_vobject(source):
    for calendar in vobject.readComponents(source):
        for event in calendar.contents.get("vevent", []):
            value = lambda name: event.contents[name][0].value if name in event.contents else None
            yield {
                "uid": value("uid"),
                "sequence": int(value("sequence")),
                "status": value("status"),
                "start": instant(value("dtstart")),
                "end": instant(value("dtend")),
                "title": value("summary"),
                "place": value("location"),
                "description": value("description"),
            }


found = [{"icalendar": list(by_icalendar(source)), "vobject": list(by_vobject(source))} for source in json.load(sys.stdin)]
json.dump(found, sys.stdout)
