#include "codes/size_type.h"

#include "codes/shape.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define HIGH_CUBE "high cube"
#define STANDARD  "8 ft 6 in high"

#define COUNT(table) (sizeof(table) / sizeof *(table))

struct named {
	char sign;
	const char *name;
};

static const struct named lengths[] = {{'1', "10 ft"}, {'2', "20 ft"}, {'3', "30 ft"}, {'4', "40 ft"},
	{'A', "7.15 m"}, {'B', "24 ft"}, {'C', "7.43 m"}, {'D', "7.45 m"}, {'E', "7.82 m"}, {'F', "8.1 m"},
	{'G', "41 ft"}, {'H', "43 ft"}, {'K', "13.6 m"}, {'L', "45 ft"}, {'M', "48 ft"}, {'N', "49 ft"},
	{'P', "53 ft"}};

static const struct {
	char sign;
	const char *height, *width;
} heights[] = {{'0', "8 ft high", NULL}, {'2', STANDARD, NULL}, {'4', "9 ft high", NULL},
	{'5', HIGH_CUBE, NULL}, {'6', "over 9 ft 6 in high", NULL}, {'8', "half height", NULL},
	{'9', "4 ft high or less", NULL}, {'C', STANDARD, "pallet-wide"}, {'D', "9 ft high", "pallet-wide"},
	{'E', HIGH_CUBE, "pallet-wide"}, {'F', "over 9 ft 6 in high", "pallet-wide"},
	{'L', STANDARD, "over 2.5 m wide"}, {'M', "9 ft high", "over 2.5 m wide"},
	{'N', HIGH_CUBE, "over 2.5 m wide"}, {'P', "over 9 ft 6 in high", "over 2.5 m wide"}};

static const struct named types[] = {{'G', "dry"}, {'V', "ventilated"}, {'B', "dry bulk"},
	{'S', "named cargo"}, {'R', "refrigerated"}, {'H', "insulated"}, {'U', "open top"},
	{'P', "flat rack"}, {'T', "tank"}, {'K', "tank"}, {'N', "hopper"}, {'A', "air and surface"}};

static const struct {
	char code[3];
	const char *detail;
} details[] = {{"G0", "doors at one or both ends"}, {"G1", "passive vents at the top"},
	{"G2", "doors at the ends and full sides"}, {"G3", "doors at the ends and part of the sides"},
	{"V0", "vents at top and bottom, no fan"}, {"V2", "fan inside"}, {"V4", "fan outside"},
	{"B0", "no pressure"}, {"B1", "airtight"}, {"B3", "discharged level at 150 kPa"},
	{"B4", "discharged level at 265 kPa"}, {"B5", "tipped, 150 kPa"}, {"B6", "tipped, 265 kPa"},
	{"S0", "livestock"}, {"S1", "cars"}, {"S2", "live fish"}, {"R0", "cools"}, {"R1", "cools and heats"},
	{"R2", "cools, own power"}, {"R3", "cools and heats, own power"}, {"H0", "removable unit outside"},
	{"H1", "removable unit inside"}, {"H2", "removable unit outside"}, {"H5", "well insulated"},
	{"H6", "lightly insulated"}, {"U0", "doors at the ends"},
	{"U1", "doors at the ends, top member removable"}, {"U2", "openings at ends and sides"},
	{"U3", "openings at ends and sides, top member removable"}, {"U4", "one side full, one part open"},
	{"U5", "fixed sides and ends"}, {"U6", "hard top"}, {"P0", "plain platform"}, {"P1", "fixed ends"},
	{"P2", "fixed posts"}, {"P3", "folding ends"}, {"P4", "folding posts"}, {"P5", "open skeleton"},
	{"T0", "liquids, 45 kPa"}, {"T1", "liquids, 150 kPa"}, {"T2", "liquids, 265 kPa"},
	{"T3", "dangerous liquids, 150 kPa"}, {"T4", "dangerous liquids, 265 kPa"},
	{"T5", "dangerous liquids, 400 kPa"}, {"T6", "dangerous liquids, 600 kPa"}, {"T7", "gases, 910 kPa"},
	{"T8", "gases, 2200 kPa"}, {"T9", "gases"}};

/* ISO 6346's type groups, for when the exact type is not known. */
static const struct {
	char code[3], letter;
} groups[] = {{"GP", 'G'}, {"VH", 'V'}, {"BU", 'B'}, {"BK", 'B'}, {"SN", 'S'}, {"RE", 'R'}, {"RT", 'R'},
	{"RS", 'R'}, {"HR", 'H'}, {"HI", 'H'}, {"UT", 'U'}, {"PL", 'P'}, {"PF", 'P'}, {"PC", 'P'},
	{"PS", 'P'}, {"TN", 'T'}, {"TD", 'T'}, {"TG", 'T'}, {"AS", 'A'}};

/* What people put behind the length.  usual: ISO height and type; NULL where several are as likely. */
static const struct {
	const char *word, *height, *type, *usual;
} spoken[] = {{"", NULL, NULL, NULL}, {"GP", NULL, "dry", "2G1"}, {"DC", NULL, "dry", "2G1"},
	{"DV", NULL, "dry", "2G1"}, {"SD", NULL, "dry", "2G1"}, {"ST", NULL, "dry", "2G1"},
	{"STD", NULL, "dry", "2G1"}, {"DRY", NULL, "dry", "2G1"}, {"HC", HIGH_CUBE, "dry", "5G1"},
	{"HQ", HIGH_CUBE, "dry", "5G1"}, {"HCDC", HIGH_CUBE, "dry", "5G1"}, {"HCPW", HIGH_CUBE, "dry", "EG1"},
	{"PW", NULL, "dry", "CG1"}, {"PWHC", HIGH_CUBE, "dry", "EG1"}, {"RF", NULL, "refrigerated", "2R1"},
	{"RE", NULL, "refrigerated", "2R1"}, {"RFR", NULL, "refrigerated", "2R1"},
	{"REEFER", NULL, "refrigerated", "2R1"}, {"RH", HIGH_CUBE, "refrigerated", "5R1"},
	{"RQ", HIGH_CUBE, "refrigerated", "5R1"}, {"HR", HIGH_CUBE, "refrigerated", "5R1"},
	{"RHC", HIGH_CUBE, "refrigerated", "5R1"}, {"HCRF", HIGH_CUBE, "refrigerated", "5R1"},
	{"OT", NULL, "open top", "2U1"}, {"OTHC", HIGH_CUBE, "open top", "5U1"},
	{"HT", NULL, "open top", "2U6"}, {"FR", NULL, "flat rack", NULL}, {"FL", NULL, "flat rack", NULL},
	{"PL", NULL, "flat rack", NULL}, {"PF", NULL, "flat rack", NULL}, {"TK", NULL, "tank", NULL},
	{"TN", NULL, "tank", NULL}, {"TC", NULL, "tank", NULL}, {"TANK", NULL, "tank", NULL},
	{"BU", NULL, "dry bulk", NULL}, {"BK", NULL, "dry bulk", NULL}, {"VH", NULL, "ventilated", NULL},
	{"VE", NULL, "ventilated", NULL}};

static const struct {
	char feet[3], sign;
	const char *length;
} spoken_lengths[] = {{"10", '1', "10 ft"}, {"20", '2', "20 ft"}, {"30", '3', "30 ft"}, {"40", '4', "40 ft"},
	{"45", 'L', "45 ft"}, {"48", 'M', "48 ft"}, {"53", 'P', "53 ft"}};

/* Signs that stand between length and type, in the alphabets in which people write; longest first. */
static const struct {
	const char *from, *to;
} folds[] = {{"футовый", "FT"}, {"футов", "FT"}, {"фута", "FT"}, {"фут", "FT"}, {"ФУТ", "FT"}, {"Фут", "FT"},
	{"英尺", "FT"}, {"尺", "FT"}, {"高柜", "HC"}, {"’", "FT"}, {"′", "FT"}, {"'", "FT"}, {"FEET", "FT"},
	{"FOOT", "FT"}, {" ", ""}, {"-", ""}, {".", ""}, {"/", ""}};

static const char *name_of(const struct named *table, size_t n, char sign)
{
	for (size_t i = 0; i < n; i++)
		if (table[i].sign == sign)
			return table[i].name;
	return NULL;
}

static bool take_fold(const char **s, char *out, size_t room, size_t *at)
{
	for (size_t i = 0; i < COUNT(folds); i++) {
		size_t from = strlen(folds[i].from), to = strlen(folds[i].to);

		if (strncasecmp(*s, folds[i].from, from) == 0 && *at + to < room) {
			memcpy(out + *at, folds[i].to, to);
			*at += to;
			*s += from;
			return true;
		}
	}
	return false;
}

/* Upper case, "фут" and ' as FT, without blanks; false where something else stands in it. */
static bool fold(const char *s, char *out, size_t room)
{
	size_t at = 0;

	while (*s) {
		char c = *s;
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z' && c != 'F'); /* FEET, FOOT */

		if (!plain && take_fold(&s, out, room, &at))
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) || at + 1 >= room)
			return false;
		out[at++] = c;
		s++;
	}
	out[at] = '\0';
	return true;
}

static bool iso_height(struct size_type *t, char sign)
{
	for (size_t i = 0; i < COUNT(heights); i++)
		if (heights[i].sign == sign) {
			t->height = heights[i].height;
			t->width = heights[i].width;
			return true;
		}
	return false;
}

static char group_letter(const char *code)
{
	for (size_t i = 0; i < COUNT(groups); i++)
		if (strcmp(groups[i].code, code) == 0)
			return groups[i].letter;
	return '\0';
}

/* What the exact type adds; a letter in the last place (A B D G J M V W X Y for 0 to 9) is the same type in
 * reduced strength, by ISO 6346:1995/Amd 3.  False for a letter of a type that there is not, such as PW;
 * where this table has no types (tanks K, hoppers N) every sign will do. */
static bool read_detail(struct size_type *t)
{
	static const char reduced[] = "ABDGJMVWXY";
	const char type = t->code[2], sign = t->code[3], *letter = strchr(reduced, sign);
	const char digit = letter ? (char)('0' + (letter - reduced)) : sign;
	bool listed = false;

	for (size_t i = 0; i < COUNT(details); i++) {
		listed |= details[i].code[0] == type;
		if (details[i].code[0] == type && details[i].code[1] == digit)
			t->detail = details[i].detail;
	}
	t->reduced = letter && t->detail;
	return sign <= '9' || !listed || t->reduced;
}

static void read_iso(struct size_type *t)
{
	const char *code = t->code;
	char group, letter;

	if (!shape_fits(code, "XXAX"))
		return;
	group = group_letter(code + 2);
	letter = group ? group : code[2];
	t->length = name_of(lengths, COUNT(lengths), code[0]);
	t->type = name_of(types, COUNT(types), letter);
	if (!t->length || !iso_height(t, code[1]) || !t->type)
		return;
	if (code[2] == 'P' && code[3] == '0')
		t->type = "platform";
	if (!group && !read_detail(t))
		return;
	t->form = SIZE_TYPE_ISO;
}

/* Before 1995: length, height (odd ones with a gooseneck tunnel), two digits of type. */
static void read_numeric(struct size_type *t)
{
	static const char *const by_height[10] = {"8 ft high", "8 ft high", STANDARD, STANDARD, HIGH_CUBE,
		HIGH_CUBE, "half height", NULL, "half height", "4 ft high or less"};
	static const char *const by_type[10] = {"dry", "dry", "insulated", "refrigerated", "refrigerated",
		"open top", "flat rack", "tank", "dry bulk", "air and surface"};
	const char *code = t->code;

	if (!shape_fits(code, "9999"))
		return;
	t->length = code[0] == '9' ? "45 ft" : name_of(lengths, 4, code[0]);
	t->height = by_height[code[1] - '0'];
	t->type = by_type[code[2] - '0'];
	if (!t->length || !t->height)
		return;
	if (code[2] == '1')
		t->detail = code[3] <= '2' ? "passive vents" : "ventilated";
	t->form = SIZE_TYPE_NUMERIC;
}

static void say_usual(struct size_type *t, char length, const char *rest)
{
	char height = rest ? *rest : 0;

	if (length == 'L') /* 45 ft boxes are high cubes */
		height = height == '2' ? '5' : height == 'C' ? 'E' : height;
	if (rest)
		snprintf(t->usual, sizeof t->usual, "%c%c%.2s", length, height, rest + 1);
}

static void read_spoken(struct size_type *t)
{
	const char *rest = t->code + 2;
	bool unit = strncmp(rest, "FT", 2) == 0;
	size_t length = 0, word = 0;

	while (length < COUNT(spoken_lengths) && strncmp(t->code, spoken_lengths[length].feet, 2) != 0)
		length++;
	if (length == COUNT(spoken_lengths))
		return;
	if (unit)
		rest += 2;
	while (word < COUNT(spoken) && (*rest != *spoken[word].word || strcmp(rest, spoken[word].word) != 0))
		word++;
	if (word == COUNT(spoken) || (!unit && !*rest))
		return;
	/* 45GP, 45RE: a 40 ft high cube's group code before it is a word about 45 ft */
	if (!unit && t->code[0] == '4' && t->code[1] == '5' && group_letter(rest))
		return;
	t->form = SIZE_TYPE_SPOKEN;
	t->length = spoken_lengths[length].length;
	t->height = spoken[word].height;
	t->width = strstr(spoken[word].word, "PW") ? "pallet-wide" : NULL;
	t->type = spoken[word].type;
	say_usual(t, spoken_lengths[length].sign, spoken[word].usual);
}

struct size_type size_type_read(const char *raw)
{
	struct size_type t = {.form = SIZE_TYPE_NONE};

	if (strlen(raw) > CODE_RAW || !fold(raw, t.code, sizeof t.code) || strlen(t.code) < 4)
		return t;
	read_spoken(&t);
	if (t.form == SIZE_TYPE_NONE)
		read_iso(&t);
	if (t.form == SIZE_TYPE_NONE)
		read_numeric(&t);
	return t;
}

/* The height that nearly every box has goes without saying. */
static void write_words(const struct size_type *t, char *out, size_t room)
{
	bool height = t->height && strcmp(t->height, STANDARD) != 0;

	snprintf(out, room, "%s%s%s%s%s%s%s", t->length, height ? " " : "", height ? t->height : "",
		t->width ? " " : "", t->width ? t->width : "", t->type ? ", " : "", t->type ? t->type : "");
}

/* As written, else with full-width signs and look-alikes made ASCII (40НС in Cyrillic). */
static struct size_type read_any(const char *raw, const char *normal)
{
	struct size_type t = size_type_read(raw);

	return t.form == SIZE_TYPE_NONE ? size_type_read(normal) : t;
}

bool size_type_words(const char *code, char *out, size_t room)
{
	char normal[sizeof(((struct size_type *)NULL)->code)];
	struct size_type t;

	if (room)
		out[0] = '\0';
	if (!code)
		return false;
	t = read_any(code, code_normalise(code, normal, sizeof normal, NULL, 0) ? normal : "");
	if (t.form == SIZE_TYPE_NONE)
		return false;
	write_words(&t, out, room);
	return true;
}

void size_type_answer(struct code_answer *a, const char *raw)
{
	struct size_type t = read_any(raw, a->code);
	char words[96];

	if (t.form == SIZE_TYPE_NONE)
		return;
	a->verdict = CODE_HOLDS;
	snprintf(a->code, sizeof a->code, "%s", t.code);
	write_words(&t, words, sizeof words);
	if (t.form == SIZE_TYPE_ISO)
		snprintf(a->text, sizeof a->text, "ISO 6346: %s%s%s%s%s", words, t.detail ? " (" : "",
			t.detail ? t.detail : "", t.reduced ? "; reduced strength" : "", t.detail ? ")" : "");
	else if (t.form == SIZE_TYPE_NUMERIC)
		snprintf(a->text, sizeof a->text, "Numeric code of before 1995: %s%s%s%s", words,
			t.detail ? " (" : "", t.detail ? t.detail : "", t.detail ? ")" : "");
	else
		snprintf(a->text, sizeof a->text, "%s, as people write it; %s%s", words,
			*t.usual ? "in ISO 6346 mostly " : "no ISO 6346 code", t.usual);
}
