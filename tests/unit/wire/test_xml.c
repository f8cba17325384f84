/* XML as a stream: documents in a row, wrappers, limits, character sets; each fault with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/text.h"
#include "wire/xml/xml.h"
#include "wire/xml/xml_set.h"

#include <stdlib.h>

struct told {
	struct text out;
	struct xml *x;
	bool inside; /* an element m and all in it is content */
	unsigned depth;
	size_t longest;
};

static enum xml_want on_open(void *self, const char *name, const char **attributes)
{
	struct told *t = self;

	text_printf(&t->out, "<%s@%llu", name, (unsigned long long)xml_offset(t->x));
	for (; *attributes; attributes += 2)
		text_printf(&t->out, " %s=%s", attributes[0], attributes[1]);
	text_byte(&t->out, '>');
	t->depth += t->inside || strcmp(name, "m") == 0;
	t->inside = t->depth > 0;
	return t->inside ? XML_TEXT : XML_AROUND;
}

static bool on_close(void *self, const char *text, size_t n, bool cut)
{
	struct told *t = self;

	t->longest = n > t->longest ? n : t->longest;
	if (n < 100)
		text_add(&t->out, text, n);
	text_printf(&t->out, "%s/%llu ", cut ? "..." : "", (unsigned long long)xml_after(t->x));
	if (t->inside && !--t->depth) {
		t->inside = false;
		xml_safe_here(t->x);
	}
	return true;
}

static void on_ends(void *self, bool broken)
{
	struct told *t = self;

	t->depth = 0;
	t->inside = false;
	text_say(&t->out, broken ? "broken\n" : "end\n");
}

static void on_fault(void *self, enum severity severity, const char *code, const char *text, uint64_t offset)
{
	assert_true(*text != '\0');
	text_printf(&((struct told *)self)->out, "%s %s@%lld ", severity_names[severity], code,
		(long long)offset);
}

static void told_open(struct told *t)
{
	const struct xml_ear ear = {t, on_open, on_close, on_ends, on_fault};

	*t = (struct told){.out = TEXT_INIT};
	t->x = xml_new(&ear);
}

static void told_close(struct told *t)
{
	xml_free(t->x);
	text_free(&t->out);
}

/* Whole, and a byte at a time: what is told is the same. */
static void tells(const char *bytes, size_t n, const char *words)
{
	struct told t;

	told_open(&t);
	assert_true(xml_feed(t.x, bytes, n) && xml_end(t.x));
	assert_string_equal(text_string(&t.out), words);
	told_close(&t);
	told_open(&t);
	for (size_t i = 0; i < n; i++)
		assert_true(xml_feed(t.x, bytes + i, 1));
	assert_true(xml_end(t.x));
	assert_string_equal(text_string(&t.out), words);
	told_close(&t);
}

#define TELLS(bytes, words) tells(bytes, sizeof(bytes) - 1, words)

static void documents_stand_in_a_row(void **state)
{
	(void)state;
	TELLS("<m>a</m>\n \xEF\xBB\xBF<?xml version='1.0'?><!-- c --><a:m x='1'/><!-- d --><m/>",
		"<m@0>a/8 end\n<m@44 x=1>/56 end\n<m@66>/70 end\n");
	TELLS("", "");
	TELLS(" \n", "");
}

static void prefixes_fall_away_and_references_are_read(void **state)
{
	(void)state;
	TELLS("<w:b xmlns:w='u'><w:m><i>1 &amp; &#x4E2D;<![CDATA[<3>]]></i></w:m></w:b>",
		"<b@0 xmlns:w=u><m@17><i@22>1 & 中<3>/60 /66 /72 end\n");
}

static void what_is_no_document_is_told(void **state)
{
	(void)state;
	TELLS("junk<m/>x<m/>", "error xml-junk@0 <m@4>/8 end\nerror xml-junk@8 <m@9>/13 end\n");
	TELLS("<m><a></m><m/><?xml version='1.0'?><m/>",
		"<m@0><a@3>error xml-syntax@8 broken\n<m@35>/39 end\n");
	TELLS("<?xml bad?><m/>", "error xml-syntax@9 broken\n");
	TELLS("<m><a>", "<m@0><a@3>error xml-cut@6 broken\n");
	TELLS("<m>&x;</m>", "<m@0>error xml-entity@3 broken\n");
}

static void a_document_type_is_refused(void **state)
{
	(void)state;
	TELLS("<!DOCTYPE m [<!ENTITY x 'y'>]><m>&x;</m><?xml version='1.0'?><m/>",
		"error xml-doctype@12 broken\n<m@61>/65 end\n");
	TELLS("<!DOCTYPE m SYSTEM 'http://127.0.0.1/x'><m/>", "error xml-doctype@39 broken\n");
}

static void nesting_has_a_limit(void **state)
{
	struct text bytes = TEXT_INIT;
	struct told t;

	(void)state;
	for (unsigned depth = LIMIT_XML_DEPTH; depth <= LIMIT_XML_DEPTH + 1; depth++) {
		text_clear(&bytes);
		for (unsigned i = 0; i < depth; i++)
			text_say(&bytes, "<m>");
		for (unsigned i = 0; i < depth; i++)
			text_say(&bytes, "</m>");
		told_open(&t);
		assert_true(xml_feed(t.x, bytes.bytes, bytes.length) && xml_end(t.x));
		assert_int_equal(strstr(text_string(&t.out), "error xml-too-deep@192") != NULL,
			depth > LIMIT_XML_DEPTH);
		told_close(&t);
	}
	text_free(&bytes);
}

static void text_has_a_limit(void **state)
{
	struct text bytes = TEXT_INIT;
	struct told t;

	(void)state;
	text_say(&bytes, "<m>x");
	for (unsigned i = 0; i <= LIMIT_XML_TEXT / 3; i++)
		text_say(&bytes, "中");
	text_say(&bytes, "</m>");
	told_open(&t);
	assert_true(xml_feed(t.x, bytes.bytes, bytes.length) && xml_end(t.x));
	assert_non_null(strstr(text_string(&t.out), "..."));
	assert_true(t.longest <= LIMIT_XML_TEXT && t.longest > LIMIT_XML_TEXT - 3);
	told_close(&t);
	text_free(&bytes);
}

/* A comment without end does not fill the memory. */
static void a_tag_has_a_limit(void **state)
{
	struct told t;
	char *piece = malloc(64u << 10);

	(void)state;
	memset(piece, 'x', 64u << 10);
	told_open(&t);
	assert_true(xml_feed(t.x, "<m><!--", 7));
	for (unsigned i = 0; i < 32; i++)
		assert_true(xml_feed(t.x, piece, 64u << 10));
	assert_true(xml_feed(t.x, "--></m><?xml version='1.0'?><m/>", 32) && xml_end(t.x));
	assert_non_null(strstr(text_string(&t.out), "error xml-too-large@3 broken\n<m@"));
	told_close(&t);
	free(piece);
}

static void it_can_begin_anew_in_wrappers(void **state)
{
	static const char bytes[] = "<?xml version='1.0'?><a x='\xE4\xB8\xAD'><b:c xmlns:b='u'><m>1</m> "
				    "<m>2</m></b:c></a> <m>3</m>";
	struct arena arena = ARENA_INIT;
	struct told t, u;
	uint64_t safe;

	(void)state;
	told_open(&t);
	assert_true(xml_feed(t.x, bytes, (size_t)(strstr(bytes, " <m>2") - bytes) + 3));
	safe = xml_safe_offset(t.x);
	assert_int_equal(safe, strstr(bytes, " <m>2") - bytes);
	assert_string_equal(xml_state(t.x, &arena), "UTF-8 <a x='\xE4\xB8\xAD'><b:c xmlns:b='u'>");
	told_open(&u);
	assert_true(xml_resume(u.x, xml_state(t.x, &arena), safe));
	text_clear(&u.out);
	assert_true(xml_feed(u.x, bytes + safe, sizeof bytes - 1 - (size_t)safe) && xml_end(u.x));
	assert_string_equal(text_string(&u.out), "<m@58>2/66 /72 /76 end\n<m@77>3/85 end\n");
	told_close(&t);
	told_close(&u);
	arena_free(&arena);
}

static void sets_are_known_by_declaration_and_bytes(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		bool final;
		const char *set; /* NULL: more is needed */
		bool unknown;
	} rows[] = {
		{"<m>", 3, false, NULL, false},
		{"<m>", 3, true, "UTF-8", false},
		{"<m/>", 4, false, "UTF-8", false},
		{"<?xm", 4, false, NULL, false},
		{"<?xml version='1.0' encoding='", 30, false, NULL, false},
		{"<?xml version='1.0' encoding='gb2312'?>", 39, false, "GB18030", false},
		{"<?xml encoding = \"Windows-1251\" ?>", 34, false, "WINDOWS-1251", false},
		{"\xEF\xBB\xBF<?xml encoding='utf-8'?>", 27, false, "UTF-8", false},
		{"<?xml encoding='UTF-16'?>", 25, false, "UTF-8", false},
		{"<?xml encoding='EBCDIC'?>", 25, false, "UTF-8", true},
		{"<\0m\0", 4, false, "UTF-16LE", false},
		{"\0<\0m", 4, false, "UTF-16BE", false},
		{"\xFF\xFE<\0", 4, false, "UTF-16LE", false},
		{"", 0, true, "UTF-8", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool unknown;
		const char *set = xml_set_of(rows[i].bytes, rows[i].n, rows[i].final, &unknown);

		if (rows[i].set)
			assert_string_equal(set, rows[i].set);
		else
			assert_null(set);
		assert_int_equal(unknown, rows[i].unknown);
	}
}

static void other_sets_are_read_with_their_own_places(void **state)
{
	(void)state;
	TELLS("<?xml version='1.0' encoding='windows-1251'?><m>\xC0\xC1<i>\xFF</i></m>",
		"<m@45><i@50>я/58 /62 end\n");
	TELLS("<?xml version='1.0' encoding='GB18030'?><m><i>\xC1\xAC\x81\x30\x81\x30</i></m>",
		"<m@40><i@43>连\xC2\x80/56 /60 end\n");
	TELLS("<?xml version='1.0' encoding='GB18030'?><m><i>\xC1</i></m>",
		"<m@40><i@43>\xEF\xBF\xBD/51 /55 end\nwarning character-set@-1 ");
	TELLS("<?xml version='1.0' encoding='EBCDIC'?><m/>", "warning xml-encoding@0 <m@39>/43 end\n");
	TELLS("\xFF\xFE<\0m\0>\0-N<\0/\0m\0>\0\n\0<\0m\0/\0>\0", "<m@2>中/18 end\n<m@20>/28 end\n");
	TELLS("\xFF\xFE<\0m\0>\0", "<m@2>error xml-cut@8 broken\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(documents_stand_in_a_row),
		cmocka_unit_test(prefixes_fall_away_and_references_are_read),
		cmocka_unit_test(what_is_no_document_is_told),
		cmocka_unit_test(a_document_type_is_refused),
		cmocka_unit_test(nesting_has_a_limit),
		cmocka_unit_test(text_has_a_limit),
		cmocka_unit_test(a_tag_has_a_limit),
		cmocka_unit_test(it_can_begin_anew_in_wrappers),
		cmocka_unit_test(sets_are_known_by_declaration_and_bytes),
		cmocka_unit_test(other_sets_are_read_with_their_own_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
