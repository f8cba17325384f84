/* What is attached to a mail, as mail programs write it. */

#include "base/text.h"
#include "wire/mail/mime.h"
#include "wire/mail/mime_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct mail read_mail(struct arena *a, const char *text)
{
	struct mail m;

	mail_read(a, text, strlen(text), &m);
	return m;
}

static void headers_say_who_and_what(void **state)
{
	static const struct {
		const char *head, *from, *subject;
		bool automatic;
	} cases[] = {
		{"From: yard@example.cn\r\nSubject: list\r\n", "yard@example.cn", "list", false},
		{"From: \"Ivanov, <I.>\" <Ivanov@Example.KZ>\nSubject: =?utf-8?B?0KHQv9C40YE=?=\n "
		 "=?utf-8?Q?=D0=BE=D0=BA_2?= end\n",
			"ivanov@example.kz", "Список 2 end", false},
		{"From: =?gb18030?B?yrw=?= <a@b.cn>\nSubject: =?windows-1251?Q?=CF=EE=E5=E7=E4?=\n", "a@b.cn",
			"Поезд", false},
		{"from: a@b\nSUBJECT: =?x-unknown?Q?abc?= =?broken\n", "a@b", "abc =?broken", false},
		{"From: nobody\nAuto-Submitted: auto-replied\n", NULL, NULL, true},
		{"From: a@b\nAuto-Submitted: no\n", "a@b", NULL, false},
		{"From: a@b\nPrecedence: List\n", "a@b", NULL, true},
		{"From: a@b\nList-Id: <x>\n", "a@b", NULL, true},
		{"From: a@b\nX-Auto-Response-Suppress: All\n", "a@b", NULL, true},
		{"From: a@b\nContent-Type: multipart/report; boundary=x\n", "a@b", NULL, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = ARENA_INIT;
		struct mail m = read_mail(&a, arena_printf(&a, "%s\nbody", cases[i].head));

		if (cases[i].from)
			assert_string_equal(m.from, cases[i].from);
		else
			assert_null(m.from);
		if (cases[i].subject)
			assert_string_equal(m.subject, cases[i].subject);
		assert_int_equal(m.automatic, cases[i].automatic);
		arena_free(&a);
	}
}

static void receipts_of_ours_are_counted(void **state)
{
	static const struct {
		const char *head;
		unsigned receipts;
	} cases[] = {
		{"Subject: Receipt: of a reader\n", 0},
		{"In-Reply-To: <a@b>\nReferences: <c@d>\n", 0},
		{"In-Reply-To: <8f0e.1.receipt@landbridge>\n", 1},
		{"References: <a@b> <8f.2.receipt@landbridge>\n <8f0e.11.receipt@landbridge> <c@d>\n", 11},
		{"In-Reply-To: <8f.99999999999999999999.receipt@landbridge>\n", 9999},
		{"Subject: =?utf-8?Q?Away=3A_Receipt=3A?= x\n", 9999},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = ARENA_INIT;
		struct mail m = read_mail(&a, arena_printf(&a, "From: a@b\n%s\nbody", cases[i].head));

		assert_int_equal(m.receipts, cases[i].receipts);
		arena_free(&a);
	}
}

static void names_of_files(void **state)
{
	static const struct {
		const char *head, *name;
	} cases[] = {
		{"attachment; filename=gate.edi", "gate.edi"},
		{"attachment; filename=\"a b\\\"c.csv\"; size=3", "a b\"c.csv"},
		{"attachment; filename*=utf-8''%E9%97%B8%E5%8F%A3.xlsx", "闸口.xlsx"},
		{"attachment; filename*=windows-1251'ru'%CF%EE%E5%E7%E4.csv", "Поезд.csv"},
		{"attachment; filename*0=\"long \"; filename*1=name.csv", "long name.csv"},
		{"attachment; filename*1*=%D0%B4.csv; filename*0*=utf-8''%D0%B3", "гд.csv"},
		{"attachment; filename=\"=?utf-8?B?0J/QvtC10LfQtC5jc3Y=?=\"", "Поезд.csv"},
		{"attachment; filename=x.csv; filename*=utf-8''%D0%B3.csv", "г.csv"},
		{"attachment; filename*99=x", NULL},
		{"attachment; filename", ""},
		{"inline", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = ARENA_INIT;
		const char *name = mime_parameter(&a, cases[i].head, "filename");

		if (cases[i].name)
			assert_string_equal(name, cases[i].name);
		else
			assert_null(name);
		arena_free(&a);
	}
}

static void part_is(const struct mail_part *p, const char *name, const char *type, const char *bytes)
{
	if (name)
		assert_string_equal(p->name, name);
	else
		assert_null(p->name);
	assert_string_equal(p->type, type);
	assert_int_equal(p->length, strlen(bytes));
	assert_memory_equal(p->bytes, bytes, p->length);
}

static void parts_in_parts(void **state)
{
	static const char text[] =
		"From: a@b\r\nContent-Type: multipart/mixed; boundary=\"outer\"\r\n\r\npreamble\r\n"
		"--outer\r\nContent-Type: multipart/alternative; "
		"boundary=in\r\n\r\n--in\r\n\r\nhello\r\n--in\r\n"
		"Content-Type: TEXT/HTML; charset=utf-8\r\nContent-Transfer-Encoding: "
		"quoted-printable\r\n\r\n<b>=D0=\r\n=BF</b>=3\r\n--in--\r\n"
		"--outer \r\nContent-Type: application/x; name=\"a.edi\"\r\nContent-Transfer-Encoding: "
		"BASE64\r\n\r\nVU5\r\nC!Kw==\r\n"
		"--outer\r\nContent-Type: message/rfc822\r\n\r\nFrom: other@x\r\nContent-Disposition: "
		"attachment; filename=f.csv\r\n\r\na,b\r\n"
		"--outer--\r\nepilogue\r\n";
	struct arena a = ARENA_INIT;
	struct mail m = read_mail(&a, text);

	(void)state;
	assert_int_equal(m.part_count, 4);
	part_is(&m.parts[0], NULL, "text/plain", "hello");
	part_is(&m.parts[1], NULL, "text/html", "<b>п</b>=3");
	part_is(&m.parts[2], "a.edi", "application/x", "UNB+");
	part_is(&m.parts[3], "f.csv", "text/plain", "a,b");
	assert_string_equal(m.from, "a@b"); /* not the forwarded one's */
	assert_false(m.cut);
	arena_free(&a);
}

static void what_is_cut_is_read_as_far_as_it_goes(void **state)
{
	struct arena a = ARENA_INIT;
	struct mail m =
		read_mail(&a, "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Disposition: "
			      "attachment; filename=x\n\nUNA:");

	(void)state;
	assert_int_equal(m.part_count, 1);
	part_is(&m.parts[0], "x", "text/plain", "UNA:");
	m = read_mail(&a, "no header at all");
	assert_int_equal(m.part_count, 1);
	assert_int_equal(m.parts[0].length, 0);
	arena_free(&a);
}

static void depth_and_number_have_an_end(void **state)
{
	struct arena a = ARENA_INIT;
	struct text t = TEXT_INIT;
	struct mail m;

	(void)state;
	for (int i = 0; i < 100; i++)
		text_say(&t, "Content-Type: message/rfc822\n\n");
	m = read_mail(&a, text_string(&t));
	assert_true(m.cut);
	assert_int_equal(m.part_count, 0);
	text_clear(&t);
	text_say(&t, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < MAIL_PARTS + 1; i++)
		text_say(&t, "--b\n\nx\n");
	m = read_mail(&a, text_string(&t));
	assert_true(m.cut);
	assert_int_equal(m.part_count, MAIL_PARTS);
	text_free(&t);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_say_who_and_what),
		cmocka_unit_test(receipts_of_ours_are_counted),
		cmocka_unit_test(names_of_files),
		cmocka_unit_test(parts_in_parts),
		cmocka_unit_test(what_is_cut_is_read_as_far_as_it_goes),
		cmocka_unit_test(depth_and_number_have_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
