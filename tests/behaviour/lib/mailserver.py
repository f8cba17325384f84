"""A mailbox and a way out for mail, as far as a client needs them: IMAP4rev1 (RFC 3501) and SMTP on free ports."""

import re
import socketserver
import threading


class _Imap(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("* OK ready")
        while True:
            line = self.rfile.readline().decode(errors="replace").strip()
            if not line:
                return
            tag, command = (line.split(" ", 1) + [""])[:2]
            self.server.box.commands.append(command)
            if not self.answer(tag, command):
                return

    def answer(self, tag, command):
        box, word = self.server.box, command.upper()
        if word == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif word.startswith("LOGIN"):
            if re.findall(r'"([^"]*)"|(\S+)', command[6:]) != [("", box.user), (box.password, "")]:
                self.say(tag + " NO no such user")
                return True
        elif word.startswith("SELECT"):
            self.say("* %d EXISTS" % len(box.mails))
            self.say("* OK [UIDVALIDITY %d] valid" % box.validity)
        elif word.startswith("STATUS"):
            self.say('* STATUS "INBOX" (UIDVALIDITY %d)' % box.validity)
        elif word == "UID SEARCH UNSEEN":
            self.say("* SEARCH" + "".join(" %d" % uid for uid in sorted(box.mails) if uid not in box.seen))
        elif word.startswith("UID SEARCH UID"):
            least = int(re.search(r"(\d+):\*", word).group(1))
            found = [uid for uid in sorted(box.mails) if uid >= least] or sorted(box.mails)[-1:]
            self.say("* SEARCH" + "".join(" %d" % uid for uid in found))
        elif word.startswith("UID FETCH"):
            uid = int(word.split()[2])
            body = box.mails[uid]
            box.seen.add(uid)
            if box.hang_up.pop(uid, None):
                self.wfile.write(b"* 1 FETCH (UID %d BODY[] {%d}\r\n%s" % (uid, len(body), body[:len(body) // 2]))
                return False
            self.wfile.write(b"* 1 FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (uid, len(body), body))
        elif word == "LOGOUT":
            self.say("* BYE")
            self.say(tag + " OK")
            return False
        self.say(tag + " OK done")
        return True


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self):
        def say(line):
            self.wfile.write(line.encode() + b"\r\n")
        say("220 here")
        sender = whom = None
        while True:
            line = self.rfile.readline().decode(errors="replace").strip()
            word = line.upper()
            if not line or word == "QUIT":
                say("221 bye")
                return
            if word.startswith("RCPT TO:") and self.server.refuse:
                say(self.server.refuse)
                continue
            if word == "DATA":
                say("354 go on")
                body = b""
                while not body.endswith(b"\r\n.\r\n"):
                    got = self.rfile.readline()
                    if not got:
                        return
                    body += got
                self.server.sent.append((sender, whom, body[:-3].replace(b"\r\n..", b"\r\n.")))
            elif word.startswith("MAIL FROM:"):
                sender = line[10:].split()[0]
            elif word.startswith("RCPT TO:"):
                whom = line[8:].split()[0]
            elif word.startswith("EHLO"):
                say("250-here")
            say("250 fine")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True


class Mailbox:
    """mails: number -> bytes; sent: (return path, whom, bytes) of what went out."""

    def __init__(self, user="hub", password="secret word"):
        self.user, self.password, self.validity = user, password, 7
        self.mails, self.seen, self.commands, self.hang_up = {}, set(), [], {}
        self.imap = _Server(("127.0.0.1", 0), _Imap)
        self.imap.box = self
        self.smtp = _Server(("127.0.0.1", 0), _Smtp)
        self.sent = self.smtp.sent = []
        self.smtp.refuse = None  # what is said to whomever mail is for
        for server in (self.imap, self.smtp):
            threading.Thread(target=server.serve_forever, daemon=True).start()

    @property
    def imap_url(self):
        return "imap://127.0.0.1:%d/INBOX" % self.imap.server_address[1]

    @property
    def smtp_url(self):
        return "smtp://127.0.0.1:%d" % self.smtp.server_address[1]

    def put(self, mail):
        uid = max(self.mails, default=3) + 1
        self.mails[uid] = mail.as_bytes() if hasattr(mail, "as_bytes") else mail
        return uid

    def close(self):
        for server in (self.imap, self.smtp):
            server.shutdown()
            server.server_close()
