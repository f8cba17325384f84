"""Mail as a way in: what is attached is a delivery, its sender gets the receipt; nothing is taken twice."""

import email
import email.policy
import os
from email.message import EmailMessage

import pytest

from lib.daemon import Server, make_dir, remove, run, until
from lib.mailserver import Mailbox
from lib.messages import box, codeco


@pytest.fixture(scope="module")
def hub():
    """Its first mail is the one that the server hangs up in."""
    base, mailbox = make_dir(), Mailbox()
    with open(os.path.join(base, "password"), "w") as f:
        f.write(mailbox.password + "\n")
    started = Server(base, "--mail", mailbox.imap_url, "--mail-smtp", mailbox.smtp_url, "--mail-user", mailbox.user, "--mail-from",
                     "hub@example.com", "--mail-password-file", os.path.join(base, "password"), "--mail-anyone", "--mail-poll", "200ms")
    started.mailbox = mailbox
    try:
        yield started.start()
    finally:
        started.end()
        mailbox.close()
        remove(base)


def mail(serial, name="gate.edi", sender="Оператор <Yard@Example.CN>", **headers):
    m = EmailMessage()
    m["From"], m["To"], m["Subject"], m["Message-ID"] = sender, "hub@example.com", "Отчёт %d" % serial, "<%d@example.cn>" % serial
    for header, value in headers.items():
        m[header.replace("_", "-")] = value
    m.set_content("see attached")
    m.add_attachment(codeco([box(serial)], document="MAIL%d" % serial), maintype="application", subtype="octet-stream", filename=name)
    return m


def done(hub, uid):
    until(lambda: hub.sql("select answered from mail_seen where uid = %d" % uid), "mail %d is finished with: %s" % (uid, hub.log()[-2000:]))
    return hub.sql("select answered from mail_seen where uid = %d" % uid)[0][0] == "t"


def last_sent(hub):
    sender, whom, body = hub.mailbox.sent[-1]
    return sender, whom, email.message_from_bytes(body, policy=email.policy.default)


def test_the_first_mail_is_not_lost_when_its_fetching_breaks_off(hub):
    hub.mailbox.hang_up[1] = True  # and it is read now, as the server sees it
    hub.mailbox.mails[1] = mail(50).as_bytes()
    assert done(hub, 1)
    assert hub.json("/api/v1/containers/" + box(50))["status"] == "in-terminal"


def test_an_attachment_is_a_delivery_and_its_sender_gets_the_receipt(hub):
    assert done(hub, hub.mailbox.put(mail(1, "闸口报告.edi")))
    intake = hub.json("/api/v1/intakes")["intakes"][0]
    assert (intake["sender"], intake["channel"], intake["name"]) == ("mail/yard@example.cn", "mail", "闸口报告.edi")
    assert hub.json("/api/v1/containers/" + box(1))["status"] == "in-terminal"
    sender, whom, answer = last_sent(hub)
    assert (sender, whom) == ("<>", "<yard@example.cn>")
    assert (answer["Auto-Submitted"], answer["In-Reply-To"], answer["Subject"]) == ("auto-replied", "<1@example.cn>", "Receipt: Отчёт 1")
    text, receipt = answer.iter_parts()
    assert "闸口报告.edi: accepted, 1 events, 1 of them new" in text.get_content()
    assert '"intakeId":"%s"' % intake["intakeId"] in receipt.get_content().decode() if isinstance(receipt.get_content(), bytes) \
        else intake["intakeId"] in receipt.get_content()


def test_what_is_refused_is_told_to_its_sender(hub):
    m = mail(2)
    m.add_attachment(b"\x89PNG no message", maintype="image", subtype="png", filename="logo.png")
    assert done(hub, hub.mailbox.put(m))
    text = next(last_sent(hub)[2].iter_parts()).get_content()
    assert "gate.edi: accepted" in text and "logo.png: rejected" in text and "no format that is taken here" in text


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "auto-generated"}, {"Precedence": "bulk"}, {"Return_Path": "<>"},
                                     {"sender": "hub@example.com"}])
def test_programs_are_not_answered(hub, headers):
    before = len(hub.mailbox.sent)
    serial = 10 + len(str(headers))
    done(hub, hub.mailbox.put(mail(serial, **headers)))
    assert len(hub.mailbox.sent) == before
    assert hub.json("/api/v1/containers/" + box(serial))["status"] == "in-terminal"


def reply(to, text, *attachments, **headers):
    m = EmailMessage()
    m["From"], m["To"], m["Subject"] = "yard@example.cn", "hub@example.com", headers.pop("Subject", "Re: " + to["Subject"])
    for header, value in headers.items():
        m[header.replace("_", "-")] = value
    m.set_content(text)
    for body, name in attachments:
        m.add_attachment(body, maintype="application", subtype="octet-stream", filename=name)
    return m


def test_a_program_that_answers_receipts_is_not_answered_for_ever(hub):
    """It does not say that it is one, sends the receipt back, and always some file that is no message."""
    assert done(hub, hub.mailbox.put(mail(70)))
    for n in range(4):
        receipt = last_sent(hub)[2]
        body = list(receipt.iter_parts())[1].get_content()
        answer = reply(receipt, "your call is important to us", (body if isinstance(body, bytes) else body.encode(), "receipt-1.json"),
                       (b"logo %d" % n, "logo.gif"), In_Reply_To=receipt["Message-ID"])
        done(hub, hub.mailbox.put(answer))
    assert len([1 for sent in hub.mailbox.sent if b"logo.gif: rejected" in email.message_from_bytes(sent[2])
                .get_payload(0).get_payload(decode=True)]) == 2
    before = len(hub.mailbox.sent)
    for headers in ({"In_Reply_To": receipt["Message-ID"]}, {"Subject": "Away: " + receipt["Subject"]}):
        done(hub, hub.mailbox.put(reply(receipt, "thank you", **headers)))
    assert len(hub.mailbox.sent) == before
    corrected = reply(receipt, "here it is", (codeco([box(71)], document="MAIL71"), "gate.edi"), In_Reply_To=receipt["Message-ID"])
    done(hub, hub.mailbox.put(corrected))
    assert len(hub.mailbox.sent) == before + 1, hub.log()[-3000:]


def test_what_is_not_taken_of_a_mail_is_told(hub):
    part = b"--%s\r\nContent-Type: application/octet-stream; name=x.edi\r\n\r\n\r\n"
    m = mail(72, "winmail.dat")
    boundary = m.as_bytes() and m.get_boundary().encode()
    assert done(hub, hub.mailbox.put(m.as_bytes().replace(b"--%s--" % boundary, part % boundary * 520 + b"--%s--" % boundary)))
    text = next(last_sent(hub)[2].iter_parts()).get_content()
    assert "Rich Text" in text and "what else is attached: not taken" in text
    assert done(hub, hub.mailbox.put(mail(73).as_bytes() + b"x" * (64 << 20)))
    assert "the mail: not taken: it has more than 64 MB" in next(last_sent(hub)[2].iter_parts()).get_content()


def test_a_receipt_that_is_not_taken_now_is_sent_later(hub):
    before = len(hub.mailbox.sent)
    hub.mailbox.smtp.refuse = "451 come again"
    try:
        assert not done(hub, hub.mailbox.put(mail(74)))
        assert hub.json("/api/v1/containers/" + box(74))["status"] == "in-terminal"
    finally:
        hub.mailbox.smtp.refuse = None
    until(lambda: len(hub.mailbox.sent) > before, "it was sent: " + hub.log()[-2000:])
    hub.mailbox.smtp.refuse = "550 no such user"
    try:
        assert not done(hub, hub.mailbox.put(mail(75)))
    finally:
        hub.mailbox.smtp.refuse = None
    assert done(hub, hub.mailbox.put(mail(76)))
    assert "Отчёт 76" in last_sent(hub)[2]["Subject"] and len(hub.mailbox.sent) == before + 2


def test_each_mail_is_taken_once_also_after_a_restart(hub):
    uid = hub.mailbox.put(mail(3))
    done(hub, uid)
    count = hub.sql("select count(*) from intake")
    hub.restart()
    later = hub.mailbox.put(mail(4))
    done(hub, later)
    assert [[str(int(count[0][0]) + 1)]] == hub.sql("select count(*) from intake")
    assert sum(command.upper().startswith("UID FETCH %d " % uid) for command in hub.mailbox.commands) == 1


def test_who_is_no_partner_is_passed_over(hub):
    hub.stop()
    hub.arguments.remove("--mail-anyone")
    try:
        hub.start()
        before = len(hub.mailbox.sent)
        assert not done(hub, hub.mailbox.put(mail(5)))
        assert len(hub.mailbox.sent) == before
        assert hub.get("/api/v1/containers/" + box(5)).status == 404
    finally:
        hub.stop()
        hub.arguments.append("--mail-anyone")
        hub.start()


def test_a_wrong_password_and_a_server_that_is_away_are_told_and_tried_again(hub):
    hub.mailbox.password, right = "another", hub.mailbox.password
    hub.restart()
    until(lambda: "mail waits" in hub.log(), "it is told")
    assert "secret word" not in hub.log()
    hub.mailbox.password = right
    assert done(hub, hub.mailbox.put(mail(6)))


def test_addresses_that_are_none_are_told_before_anything_is_made(cluster_dir):
    done = run("serve", "--data", cluster_dir + "/data", "--listen", "127.0.0.1:0", "--mail", "https://example.com/INBOX")
    assert done.returncode == 2 and "https://example.com/INBOX is no address of the form imaps://" in done.stderr
    assert not os.path.exists(cluster_dir + "/data")
    done = run("serve", "--data", cluster_dir + "/data", "--mail", "imaps://example.com", "--mail-smtp", "smtps://example.com")
    assert done.returncode == 2 and "--mail-from" in done.stderr
