"""What stops the daemon, and what does not."""

import os
import pty
import re
import signal
import subprocess

from lib.daemon import BIN, PATIENCE, end_cluster, until


def serve(base):
    return [BIN, "serve", "--data", os.path.join(base, "data"), "--listen", "127.0.0.1:0"]


def test_without_a_terminal_a_hang_up_is_passed_over(cluster_dir):
    log_path = os.path.join(cluster_dir, "log")
    with open(log_path, "ab") as log:
        process = subprocess.Popen(serve(cluster_dir), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True)

    def log():
        with open(log_path) as f:
            return f.read()

    try:
        assert b"ready" in process.stdout.readline()
        process.send_signal(signal.SIGHUP)
        until(lambda: "passed over" in log(), "the signal is logged")
        assert process.poll() is None and "stopping" not in log()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        assert "msg=stopping signal=SIGTERM" in log()
    finally:
        process.kill()
        process.wait(PATIENCE)
        process.stdout.close()
        end_cluster(os.path.join(cluster_dir, "data"))


def read_until(terminal, pattern):
    """What the terminal shows up to the pattern, or to its end where that is None."""
    said = ""
    while pattern is None or not re.search(pattern, said):
        try:
            more = os.read(terminal, 4096)
        except OSError:  # nobody has it open any more
            more = b""
        if not more:
            assert pattern is None, said
            break
        said += more.decode(errors="replace")
    return said


def test_with_its_terminal_the_daemon_goes_and_says_why(cluster_dir):
    pid, terminal = pty.fork()
    if pid == 0:
        try:
            signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may ignore it
            os.execv(BIN, serve(cluster_dir))
        finally:
            os._exit(127)
    try:
        read_until(terminal, r"is ready at")
        os.kill(pid, signal.SIGHUP)
        said = read_until(terminal, None)
        _, status = os.waitpid(pid, 0)
        pid = None
        assert os.waitstatus_to_exitcode(status) == 0
        assert "signal=SIGHUP" in said and "msg=stopped" in said
    finally:
        if pid:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        os.close(terminal)
        end_cluster(os.path.join(cluster_dir, "data"))
