#include "wire/sheet/title.h"

#include "base/text.h"
#include "wire/sheet/value.h"
#include "wire/sheet/words.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define TITLE_LONGEST 1000 /* bytes; what is longer is no title */

const char *title_text(struct arena *a, const struct row *row)
{
	struct text t = TEXT_INIT;
	const char *kept;

	for (size_t i = 0; i < row->count && t.length < TITLE_LONGEST; i++) {
		if (!cell_says_something(&row->cells[i]) || strlen(row->cells[i].text) >= TITLE_LONGEST)
			continue;
		text_say(&t, t.length ? "  " : "");
		text_say(&t, row->cells[i].text);
	}
	kept = arena_strdup(a, text_string(&t));
	text_free(&t);
	return kept;
}

bool title_is_total(const char *text)
{
	static const char *const words[] = {
		"итого", "всего", "合计", "小计", "总计", "共计", "total", "subtotal", "sum", "grandtotal"};
	char loose[WORDS_ROOM];

	words_loosely(text, strlen(text), loose, sizeof loose);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strncmp(loose, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

bool title_is_label(const char *text)
{
	static const char labels[] =
		"date|train|departure|departure date|date of departure|as of|report date|"
		"loading date|дата|дата отправления|дата погрузки|на дату|отправление|日期|发车日期|"
		"装车日期|开行日期|统计日期|统计时间|换装日期|交接日期|制表日期";
	size_t n = strlen(text);

	if (n && (text[n - 1] == ':' || (n > 3 && strcmp(text + n - 3, "：") == 0)))
		return true;
	for (const char *w = labels; *w;) {
		size_t length = strcspn(w, "|");
		char word[64];

		snprintf(word, sizeof word, "%.*s", (int)length, w);
		if (words_equal(word, text))
			return true;
		w += length + (w[length] == '|');
	}
	return false;
}

/* ---- keywords ---- */

struct keyword {
	const char *word; /* lower case, as Latin or Cyrillic small letters */
	enum title_member { TITLE_TRAIN, TITLE_INDEX, TITLE_PLAN, TITLE_STATION, TITLE_ELSE } member;
};

/* The longer first. */
static const struct keyword keywords[] = {
	{"индекс поезда", TITLE_INDEX},
	{"train index", TITLE_INDEX},
	{"индекс", TITLE_INDEX},
	{"列车索引", TITLE_INDEX},
	{"номер плана", TITLE_PLAN},
	{"план №", TITLE_PLAN},
	{"заявка", TITLE_PLAN},
	{"plan number", TITLE_PLAN},
	{"plan no", TITLE_PLAN},
	{"programme", TITLE_PLAN},
	{"计划编号", TITLE_PLAN},
	{"计划号", TITLE_PLAN},
	{"班列编号", TITLE_PLAN},
	{"номер поезда", TITLE_TRAIN},
	{"поезда", TITLE_TRAIN},
	{"поезд", TITLE_TRAIN},
	{"train number", TITLE_TRAIN},
	{"train no", TITLE_TRAIN},
	{"train", TITLE_TRAIN},
	{"班列车次", TITLE_TRAIN},
	{"列车车次", TITLE_TRAIN},
	{"班列号", TITLE_TRAIN},
	{"列车号", TITLE_TRAIN},
	{"车次", TITLE_TRAIN},
	{"班次", TITLE_TRAIN},
	{"станция назначения", TITLE_ELSE},
	{"станции назначения", TITLE_ELSE},
	{"ст. назначения", TITLE_ELSE},
	{"ст назначения", TITLE_ELSE},
	{"ст.назначения", TITLE_ELSE},
	{"destination station", TITLE_ELSE},
	{"station of destination", TITLE_ELSE},
	{"arrival station", TITLE_ELSE},
	{"destination terminal", TITLE_ELSE},
	{"станция погрузки", TITLE_STATION},
	{"станция отправления", TITLE_STATION},
	{"станция передачи", TITLE_STATION},
	{"станция", TITLE_STATION},
	{"станции", TITLE_STATION},
	{"ст. ", TITLE_STATION},
	{"ст.", TITLE_STATION},
	{"терминал", TITLE_STATION},
	{"терминале", TITLE_STATION},
	{"терминала", TITLE_STATION},
	{"площадке", TITLE_STATION},
	{"loading station", TITLE_STATION},
	{"station", TITLE_STATION},
	{"terminal", TITLE_STATION},
	{"装车站", TITLE_STATION},
	{"发站", TITLE_STATION},
	{"交接站", TITLE_STATION},
	{"换装站", TITLE_STATION},
	{"口岸", TITLE_STATION},
	{"车站", TITLE_STATION},
	{"场站", TITLE_STATION},
	{"堆场", TITLE_STATION},
};

/* One character in small letters; its length in bytes. */
static size_t small(const char *s, char out[5])
{
	size_t n = utf8_length(s, strlen(s));
	unsigned char a = (unsigned char)s[0], b = n > 1 ? (unsigned char)s[1] : 0;

	n = n ? n : 1;
	memcpy(out, s, n);
	out[n] = '\0';
	if (n == 1) {
		out[0] = (char)tolower(a);
	} else if (a == 0xD0 && b >= 0x90 && b <= 0x9F) {
		out[1] = (char)(b + 0x20);
	} else if (a == 0xD0 && b >= 0xA0 && b <= 0xAF) {
		out[0] = (char)0xD1;
		out[1] = (char)(b - 0x20);
	}
	return n;
}

/* In small letters, each as long as it was. */
static char *lowered(struct arena *a, const char *text)
{
	char *low = arena_strdup(a, text), c[5];

	for (size_t i = 0, n; text[i]; i += n) {
		n = small(text + i, c);
		memcpy(low + i, c, n);
	}
	return low;
}

/* Bytes of the word where the text begins with it; 0: it does not. */
static size_t begins(const char *low, const char *word)
{
	size_t n = strlen(word);

	return strncmp(low, word, n) == 0 ? n : 0;
}

static const char *sign_skipped(const char *s)
{
	static const char *const signs[] = {
		"№", "：", ":", "#", " ", "　", "是", "为", "-", "–", "=", "(", "（", "."};
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < sizeof signs / sizeof *signs && !again; i++)
			if (strncmp(s, signs[i], strlen(signs[i])) == 0) {
				s += strlen(signs[i]);
				again = true;
			}
	}
	return s;
}

/* Letters and digits of codes: "X8155", "CKE-LYG-0061". */
static size_t code_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) ||
		((s[n] == '-' || s[n] == '/' || s[n] == '_') && isalnum((unsigned char)s[n + 1])))
		n++;
	return n;
}

static bool has_digit(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return true;
	return false;
}

/* "8607 042 6980": four digits, two or three, four. */
static size_t index_length(const char *s)
{
	size_t a = strspn(s, "0123456789"), b, c;
	const char *p = s + a;

	if (a != 4 || !*p || !strchr(" -+/", *p))
		return 0;
	p += strspn(p, " -+/");
	b = strspn(p, "0123456789");
	p += b;
	if ((b != 2 && b != 3) || !*p || !strchr(" -+/", *p))
		return 0;
	p += strspn(p, " -+/");
	c = strspn(p, "0123456789");
	return c == 4 ? (size_t)(p + c - s) : 0;
}

/* Up to a sign or two blanks. */
static size_t name_length(const char *s)
{
	static const char *const ends[] = {"，", "；", "）", "。", "、", " на ", " от ", " за ", " по ",
		" с ", " в ", " on ", " as of ", " at ", " dated ", "　"};

	for (size_t n = 0; s[n]; n++) {
		if (strchr(",;)(\n\t", s[n]) ||
			(s[n] == ' ' && (s[n + 1] == ' ' || isdigit((unsigned char)s[n + 1]))))
			return n;
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
			if (strncmp(s + n, ends[i], strlen(ends[i])) == 0)
				return n;
	}
	return strlen(s);
}

static bool is_date(const char *s, size_t n)
{
	struct cell_time t;
	char copy[64];
	bool doubt;

	if (n >= sizeof copy)
		return false;
	memcpy(copy, s, n);
	copy[n] = '\0';
	return time_read(copy, ORDER_GUESS, &t, &doubt) && t.has_day;
}

static bool member_read(struct arena *a, const char *s, enum title_member member, struct sheet_title *t)
{
	size_t n;

	s = sign_skipped(s);
	n = index_length(s);
	if (n && (member == TITLE_TRAIN || member == TITLE_INDEX)) {
		t->index = arena_strndup(a, s, n);
		return true;
	}
	n = member == TITLE_STATION ? name_length(s) : code_length(s);
	if (!n || n > 80 || (member != TITLE_STATION && (!has_digit(s, n) || is_date(s, n))))
		return false;
	if (member == TITLE_TRAIN)
		t->train = arena_strndup(a, s, n);
	else if (member == TITLE_INDEX)
		t->index = arena_strndup(a, s, n);
	else if (member == TITLE_PLAN)
		t->programme = arena_strndup(a, s, n);
	else
		t->station = arena_strndup(a, s, n);
	return true;
}

/* "X8155次": a code in front of the word. */
static bool train_before(struct arena *a, const char *text, struct sheet_title *t)
{
	const char *word = strstr(text, "次");
	size_t n = 0;

	if (!word)
		return false;
	while (word > text + n && isalnum((unsigned char)word[-1 - (long)n]))
		n++;
	if (n < 2 || !has_digit(word - n, n))
		return false;
	t->train = arena_strndup(a, word - n, n);
	return true;
}

static bool is_cyrillic(const char *s)
{
	return (unsigned char)*s == 0xD0 || (unsigned char)*s == 0xD1;
}

static bool starts_word(const char *text, const char *s)
{
	if (s == text)
		return true;
	if (isalnum((unsigned char)s[-1]))
		return false;
	return !is_cyrillic(s) || s - text < 2 || !is_cyrillic(s - 2);
}

/* A word of a station ends, and in Chinese a sign or a blank stands between it and the name. */
static bool ends_word(const char *word, const char *behind, enum title_member member)
{
	if (is_cyrillic(word) && is_cyrillic(behind) && behind[-1] != '.' && behind[-1] != ' ')
		return false;
	if (isalpha((unsigned char)*behind) && isalpha((unsigned char)behind[-1]))
		return false;
	return member != TITLE_STATION || (unsigned char)*word < 0xE0 || sign_skipped(behind) > behind;
}

static bool members_read(struct arena *a, const char *text, struct sheet_title *t)
{
	const char *low = lowered(a, text);
	bool found = false, first[256] = {false};
	unsigned seen = 0;
	char c[5];

	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		first[(unsigned char)*keywords[i].word] = true;
	for (const char *s = text; *s; s += small(s, c)) {
		if (!first[(unsigned char)low[s - text]])
			continue;
		for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
			size_t n = seen & 1u << keywords[i].member
					   ? 0
					   : begins(low + (s - text), keywords[i].word);
			const char *behind = s + n;

			if (!n || !starts_word(text, s) || !ends_word(s, behind, keywords[i].member))
				continue;
			if (keywords[i].member == TITLE_ELSE) {
				s = behind - 1; /* the station in it is not this sheet's */
				while (((unsigned char)*s & 0xC0) == 0x80)
					s--;
			} else if (member_read(a, behind, keywords[i].member, t)) {
				seen |= 1u << keywords[i].member;
				found = true;
			}
			break;
		}
	}
	return found;
}

/* ---- days ---- */

/* How far text may be a date with a clock behind it. */
static size_t date_span(const char *s)
{
	size_t n = 0;
	static const char *const marks[] = {"年", "月", "日", "时", "分", "：", "点"};

	while (s[n]) {
		bool more = isdigit((unsigned char)s[n]) || strchr("-./: ", s[n]) ||
			    (s[n] == 'T' && isdigit((unsigned char)s[n + 1]));
		size_t length = more ? 1 : 0;

		for (size_t i = 0; i < sizeof marks / sizeof *marks && !length; i++)
			if (strncmp(s + n, marks[i], strlen(marks[i])) == 0)
				length = strlen(marks[i]);
		if (!length || n + length > 40)
			break;
		n += length;
	}
	while (n && (s[n - 1] == ' ' || s[n - 1] == '.' || s[n - 1] == ':' || s[n - 1] == '-'))
		n--;
	return n;
}

/* The longest beginning that is a date; 0: none. */
static size_t date_at(const char *s, enum date_order order, struct cell_time *t)
{
	char copy[64];
	bool doubt;

	for (size_t n = date_span(s); n >= 6; n--) {
		memcpy(copy, s, n);
		copy[n] = '\0';
		if (isdigit((unsigned char)s[n]))
			continue;
		if (time_read(copy, order, t, &doubt) && t->has_day && !t->yearless)
			return n;
	}
	return 0;
}

static bool day_read(const char *text, enum date_order order, struct sheet_title *t)
{
	struct cell_time time;

	for (const char *s = text; *s; s++) {
		if (!isdigit((unsigned char)*s) ||
			(s > text && (isalnum((unsigned char)s[-1]) || s[-1] == '-')))
			continue;
		if (!index_length(s) && date_at(s, order, &time)) {
			t->day = time.local;
			t->has_day = true;
			t->clocked = time.has_clock;
			return true;
		}
		while (isdigit((unsigned char)s[1]))
			s++;
	}
	return false;
}

bool title_read(struct arena *a, const char *text, enum date_order order, struct sheet_title *t)
{
	bool found = members_read(a, text, t);

	found |= !t->train && train_before(a, text, t);
	return day_read(text, order, t) || found;
}

bool title_read_row(struct arena *a, const struct row *row, const char *text, enum date_order order,
	struct sheet_title *t)
{
	bool found = title_read(a, text, order, t);
	struct cell_time time;

	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].kind == CELL_DATE && !row->cells[i].merged &&
			time_of_serial(row->cells[i].number, row->date_1904, &time) && time.has_day) {
			t->day = time.local;
			t->has_day = true;
			t->clocked = time.has_clock;
			found = true;
		}
	return found;
}
