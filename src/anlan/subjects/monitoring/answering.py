"""What the answers of those who were called mean to an alarm: whoever sets out is checking it."""

from anlan.kit.flow import making
from anlan.kit.notify.choices import Word
from anlan.kit.notify.models import Answer
from anlan.subjects.monitoring.choices import AlarmStatus
from anlan.subjects.monitoring.flows import handling
from anlan.subjects.monitoring.models import Alarm

SETTING_OUT = (Word.UNDERSTOOD, Word.ON_THE_WAY, Word.ARRIVED)


def heard(answer: Answer) -> None:
    """Within the answer's transaction: an alarm that nobody looks at yet is looked at by this person."""
    notice = answer.addressee.notice
    move = handling.move("go")
    if notice.about != "alarm" or notice.about_id is None or answer.word not in SETTING_OUT or move is None:
        return
    alarm = Alarm.objects.filter(pk=notice.about_id, status=AlarmStatus.RAISED).first()
    if alarm is not None:
        data = {"who": answer.addressee.person.name}
        making.make(handling, move, alarm, actor=None, data=data, trusted=True)
