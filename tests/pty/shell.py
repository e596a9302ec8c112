"""A shell of one command, as far as job control goes: it starts the command in the foreground,
and where that stops says so, waits for a line, and brings it back.

python shell.py COMMAND...
"""

import os
import signal
import subprocess
import sys
import termios

signal.signal(signal.SIGTTOU, signal.SIG_IGN)
terminal = 0
child = subprocess.Popen(sys.argv[1:], process_group=0)
os.tcsetpgrp(terminal, child.pid)
while True:
    _, status = os.waitpid(child.pid, os.WUNTRACED)
    os.tcsetpgrp(terminal, os.getpgrp())
    if not os.WIFSTOPPED(status):
        break
    mode = termios.tcgetattr(terminal)[3]
    cooked = bool(mode & termios.ICANON and mode & termios.ECHO)
    print(f"STOPPED {child.pid} {'cooked' if cooked else 'RAW'}", flush=True)
    if input() == "bg":
        os.kill(child.pid, signal.SIGCONT)
        continue
    os.tcsetpgrp(terminal, child.pid)
    os.kill(child.pid, signal.SIGCONT)
print(f"ENDED {os.waitstatus_to_exitcode(status)}", flush=True)
