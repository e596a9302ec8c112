"""What people look for commands by that do not say it themselves: searched, never shown."""

from collections.abc import Mapping

# By the command's id.
SYNONYMS: Mapping[str, str] = {
    "case.take": "owner claim assign myself",
    "case.assign": "owner colleague person somebody give team delegate",
    "case.unassign": "owner nobody free give back",
    "case.contact": "phone call mail email sms letter write reply answer customer",
    "case.resolve": "close finish end done solved outcome",
    "case.reopen": "open again",
    "case.snooze": "later remind postpone wait tomorrow",
    "case.hand-on": "forward escalate department outside colleague",
    "case.note": "comment write remark",
    "case.tag": "label topic theme",
    "team.hand-over": "owner colleague holiday absence away",
    "back": "quit exit leave close end",
    "customer": "person history",
    "copy": "clipboard phone mail",
    "explain": "formula why interval significance",
    "export": "save csv excel xlsx download file",
    "filter": "search narrow language region",
    "find": "search look",
    "help": "help shortcuts manual",
    "imports": "file load data csv quarantine",
    "period": "time range days month date",
    "refresh": "reload update",
    "screen.health": "followup sla team statistics",
    "screen.trends": "chart graph history week month line",
    "split": "segment group language region channel",
    "undo": "revert mistake back",
    "views": "tabs saved list queue snoozed late mine",
    "settings": (
        "options configuration preferences theme light dark colour color glyphs ascii bell mouse "
        "language time zone goal team owner colleague people absence capacity keys playbooks"
    ),
}
