#include "service/mail_answer.h"

#include "service/receipt.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

#define SUBJECT_MOST 200 /* bytes of the mail's own */
#define TOLD_MOST    10  /* findings of a file that the text names; the receipt has all */

static void say_base64(struct text *out, const char *bytes, size_t n)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *s = (const unsigned char *)bytes;

	for (size_t i = 0; i < n; i += 3) {
		unsigned three = (unsigned)s[i] << 16 | (i + 1 < n ? (unsigned)s[i + 1] << 8 : 0) |
				 (i + 2 < n ? s[i + 2] : 0u);

		text_byte(out, letters[three >> 18]);
		text_byte(out, letters[three >> 12 & 63]);
		text_byte(out, i + 1 < n ? letters[three >> 6 & 63] : '=');
		text_byte(out, i + 2 < n ? letters[three & 63] : '=');
		if (i % 57 == 54)
			text_say(out, "\r\n");
	}
}

/* A header's text in encoded words of at most 75 characters, cut between characters. */
static void say_words(struct text *out, const char *s)
{
	size_t n = strlen(s), at = 0;

	while (at < n) {
		size_t k = 0, one;

		while (at + k < n &&
			(one = utf8_length(s + at + k, n - at - k) ? utf8_length(s + at + k, n - at - k) : 1,
				k + one <= 42))
			k += one;
		text_say(out, at ? "\r\n =?utf-8?B?" : "=?utf-8?B?");
		say_base64(out, s + at, k);
		text_say(out, "?=");
		at += k;
	}
}

static void say_subject(struct text *out, const char *s)
{
	struct text words = TEXT_INIT;
	size_t n = strlen(s), most = n < SUBJECT_MOST ? n : SUBJECT_MOST;

	while (most < n && most && ((unsigned char)s[most] & 0xC0) == 0x80) /* cut between characters */
		most--;
	text_say(&words, MAIL_RECEIPT_SUBJECT);
	text_add(&words, s, most);
	say_words(out, text_string(&words));
	text_free(&words);
}

static void say_date(struct text *out, instant now)
{
	static const char *const months[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct civil c = instant_to_civil(now, 0);

	text_printf(out, "Date: %d %s %04d %02d:%02d:%02d +0000\r\n", c.day, months[c.month - 1], c.year,
		c.hour, c.minute, c.second);
}

/* What stands in a header came from another: nothing in it may end its line. */
static void say_line(struct text *out, const char *name, const char *value)
{
	text_printf(out, "%s: ", name);
	for (const char *s = value; *s && out->length < (1u << 20); s++)
		text_byte(out, (unsigned char)*s < ' ' ? ' ' : *s);
	text_say(out, "\r\n");
}

static void say_finding(struct text *out, const json_t *d)
{
	const char *cell = json_string_value(json_object_get(d, "cell")),
		   *sheet = json_string_value(json_object_get(d, "sheet"));
	json_int_t segment = json_integer_value(json_object_get(d, "segment"));

	text_printf(out, "  %s: ", json_string_value(json_object_get(d, "severity")));
	if (cell)
		text_printf(out, "%s%s%s: ", sheet ? sheet : "", sheet ? "!" : "", cell);
	else if (segment)
		text_printf(out, "segment %lld: ", (long long)segment);
	text_printf(out, "%s\n", json_string_value(json_object_get(d, "text")));
}

static void say_file(struct text *out, const struct mail_taken *t)
{
	json_t *receipt, *all, *d;
	size_t i;

	if (t->failed) {
		text_printf(out, "%s: not taken: %s\n", t->name, t->why.text);
		return;
	}
	text_printf(out, "%s: %s, %llu events, %llu of them new\n", t->name,
		receipt_status_word(t->receipt.status), (unsigned long long)t->receipt.events,
		(unsigned long long)t->receipt.new_events);
	receipt = json_loadb(t->receipt.json.bytes, t->receipt.json.length, 0, NULL);
	all = json_object_get(receipt, "diagnostics");
	json_array_foreach(all, i, d)
	{
		if (i < TOLD_MOST)
			say_finding(out, d);
	}
	if (json_array_size(all) > TOLD_MOST)
		text_printf(out, "  and %zu more: see the receipt\n", json_array_size(all) - TOLD_MOST);
	json_decref(receipt);
	if (strcasecmp(t->name, "winmail.dat") == 0)
		text_say(out, "  This is how Outlook wraps what is attached to a mail in Rich Text format: "
			      "send it as "
			      "HTML or plain text.\n");
}

static void part(struct text *out, const char *boundary, const char *type, const char *name,
	const char *bytes, size_t n)
{
	text_printf(out, "--%s\r\nContent-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
		boundary, type);
	if (name)
		text_printf(out, "Content-Disposition: attachment; filename=\"%s\"\r\n", name);
	text_say(out, "\r\n");
	say_base64(out, bytes, n);
	text_say(out, "\r\n");
}

void mail_answer(struct text *out, const struct mail *to, const char *from, const char *id, instant now,
	const struct mail_taken *taken, size_t n)
{
	struct text words = TEXT_INIT;

	say_line(out, "From", from);
	say_line(out, "To", to->from);
	say_date(out, now);
	text_printf(out, "Message-ID: <%s.%u" MAIL_RECEIPT "\r\n", id, to->receipts + 1);
	if (to->message_id) {
		say_line(out, "In-Reply-To", to->message_id);
		say_line(out, "References", to->message_id);
	}
	text_say(out, "Subject: ");
	say_subject(out, to->subject ? to->subject : "your mail");
	text_printf(out,
		"\r\nAuto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\nMIME-Version: "
		"1.0\r\nContent-Type: multipart/mixed; "
		"boundary=\"%s\"\r\n\r\n",
		id);
	text_clear(&words);
	for (size_t i = 0; i < n; i++)
		say_file(&words, &taken[i]);
	if (!n)
		text_say(&words, "Nothing that is taken here was attached.\n");
	part(out, id, "text/plain", NULL, text_string(&words), words.length);
	for (size_t i = 0; i < n; i++) {
		char name[48];

		snprintf(name, sizeof name, "receipt-%zu.json", i + 1);
		if (!taken[i].failed)
			part(out, id, "application/json", name, taken[i].receipt.json.bytes,
				taken[i].receipt.json.length);
	}
	text_printf(out, "--%s--\r\n", id);
	text_free(&words);
}
