"""The program at a terminal that keeps every byte: no screen, and no shell around it."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import termios
import time

import lianxi


class Pty:
    """One run of the program, and all that it has written."""

    def __init__(self, learner, *words, columns=80, rows=24, **env):
        self.written = b""
        self.terminal, self.tty = os.openpty()
        os.set_blocking(self.terminal, False)
        self.resize(columns, rows)
        self.settings = termios.tcgetattr(self.tty)
        self.process = subprocess.Popen(
            learner.command(*words), env=dict(learner.env, TERM="screen-256color") | env,
            cwd=learner.folder, stdin=self.tty, stdout=self.tty, stderr=self.tty,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))  # Ctrl-C reaches it

    def resize(self, columns, rows):
        fcntl.ioctl(self.tty, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, keys):
        """Types; what the program writes meanwhile is taken in, for it may wait for that."""
        keys = keys if isinstance(keys, bytes) else keys.encode()
        while keys and not self.ended():
            try:
                keys = keys[os.write(self.terminal, keys):]
            except BlockingIOError:
                self.read(0.01)

    def read(self, seconds):
        """Takes in what comes within the time; False where nothing does."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        self.written += os.read(self.terminal, 65536)
        return True

    def text(self):
        return self.written.decode(errors="replace")

    def wait_until(self, found, begin=0, patience=lianxi.PATIENCE / 3):
        """Waits until something is found in what has been written from `begin` on; gives it."""
        end = time.monotonic() + patience
        while True:
            new = self.text()[begin:].replace("\r\n", "\n")
            if result := found(new):
                return result
            if time.monotonic() > end or (not self.read(0.05) and self.ended()):
                raise lianxi.Differs(f"what is waited for does not come:\n{new}")

    def ended(self):
        return self.process.poll() is not None

    def close(self):
        """Waits for the end and reads what is left; gives the exit status."""
        end = time.monotonic() + lianxi.PATIENCE / 3
        while not self.ended() and time.monotonic() < end:
            self.read(0.02)
        if not self.ended():
            os.killpg(self.process.pid, signal.SIGKILL)
        while self.read(0):
            pass
        status = self.process.wait()
        self.left = termios.tcgetattr(self.tty)
        os.close(self.tty)
        os.close(self.terminal)
        return status
