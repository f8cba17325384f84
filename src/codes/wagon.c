#include "codes/wagon.h"

#include "codes/shape.h"

#include <stdio.h>
#include <string.h>

/* Countries by UIC leaflet 920-14; the railways of the corridors besides. */
static const struct {
	char digits[3];
	const char *name;
} countries[] = {
	{"10", "Finland"},
	{"20", "Russia"},
	{"21", "Belarus"},
	{"22", "Ukraine"},
	{"23", "Moldova"},
	{"24", "Lithuania"},
	{"25", "Latvia"},
	{"26", "Estonia"},
	{"27", "Kazakhstan"},
	{"28", "Georgia"},
	{"29", "Uzbekistan"},
	{"30", "North Korea"},
	{"31", "Mongolia"},
	{"32", "Vietnam"},
	{"33", "China"},
	{"41", "Albania"},
	{"44", "Bosnia and Herzegovina"},
	{"49", "Bosnia and Herzegovina"},
	{"50", "Bosnia and Herzegovina"},
	{"51", "Poland"},
	{"52", "Bulgaria"},
	{"53", "Romania"},
	{"54", "Czechia"},
	{"55", "Hungary"},
	{"56", "Slovakia"},
	{"57", "Azerbaijan"},
	{"58", "Armenia"},
	{"59", "Kyrgyzstan"},
	{"60", "Ireland"},
	{"61", "South Korea"},
	{"62", "Montenegro"},
	{"65", "North Macedonia"},
	{"66", "Tajikistan"},
	{"67", "Turkmenistan"},
	{"68", "Afghanistan"},
	{"70", "Great Britain"},
	{"71", "Spain"},
	{"72", "Serbia"},
	{"73", "Greece"},
	{"74", "Sweden"},
	{"75", "Turkey"},
	{"76", "Norway"},
	{"78", "Croatia"},
	{"79", "Slovenia"},
	{"80", "Germany"},
	{"81", "Austria"},
	{"82", "Luxembourg"},
	{"83", "Italy"},
	{"84", "Netherlands"},
	{"85", "Switzerland"},
	{"86", "Denmark"},
	{"87", "France"},
	{"88", "Belgium"},
	{"94", "Portugal"},
	{"95", "Israel"},
	{"96", "Iran"},
	{"97", "Syria"},
	{"98", "Lebanon"},
	{"99", "Iraq"},
};

static const char *const cis_kinds[10] = {
	"passenger coach",
	"locomotive, track machine or special stock",
	"covered wagon",
	"special wagon (hopper, car carrier ...)",
	"flat wagon",
	"privately owned wagon",
	"open wagon (gondola)",
	"tank wagon",
	"isothermal or refrigerated wagon",
	"special wagon (container flat, hopper, grain ...)",
};

static const char *country(const char *digits)
{
	for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
		if (strncmp(countries[i].digits, digits, 2) == 0)
			return countries[i].name;
	return "a country without a name in our list";
}

static const char *uic_kind(char first)
{
	if (first == '9')
		return "traction unit";
	return first >= '5' && first <= '7' ? "passenger coach" : "freight wagon";
}

/* The last of n digits against the others; says which it should be where it is not. */
static bool luhn_holds(struct code_answer *a, size_t n)
{
	char digit = luhn_digit(a->code, n - 1);

	a->verdict = a->code[n - 1] == digit ? CODE_HOLDS : CODE_FAILS;
	if (a->verdict == CODE_FAILS)
		snprintf(a->text, sizeof a->text,
			"The check digit of wagon %.*s is %c, not %c: a digit is wrong", (int)n - 1, a->code,
			digit, a->code[n - 1]);
	return a->verdict == CODE_HOLDS;
}

void wagon_uic_answer(struct code_answer *a)
{
	if (!shape_fits(a->code, "999999999999"))
		return;
	if (luhn_holds(a, 12))
		snprintf(a->text, sizeof a->text, "UIC %s, registered in %s (%.2s), check digit %c holds",
			uic_kind(a->code[0]), country(a->code + 2), a->code + 2, a->code[11]);
}

void wagon_cis_answer(struct code_answer *a)
{
	if (!shape_fits(a->code, "99999999"))
		return;
	if (luhn_holds(a, 8))
		snprintf(a->text, sizeof a->text, "1520 mm railways, %s, check digit %c holds",
			cis_kinds[a->code[0] - '0'], a->code[7]);
}

static const char *cr_kind(char letter)
{
	static const struct {
		char letter;
		const char *what;
	} kinds[] = {{'X', "container flat"}, {'N', "flat wagon"}, {'C', "open wagon"}, {'P', "box wagon"},
		{'G', "tank wagon"}, {'B', "refrigerated wagon"}, {'K', "hopper wagon"}, {'L', "grain wagon"},
		{'J', "livestock or car wagon"}, {'D', "heavy-load wagon"}};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].letter == letter)
			return kinds[i].what;
	return NULL;
}

/* X70, X6K, NX17BK: one or two letters (three in JSQ6), one or two digits, up to three letters; six
 * characters at most.  Four letters in front are a container's owner. */
static bool cr_type(const char *code, size_t n)
{
	size_t letters = strcspn(code, "0123456789"), digits = strspn(code + letters, "0123456789");
	bool car = strncmp(code, "JSQ", 3) == 0;

	if (letters + digits > n)
		digits = n - letters;
	return letters < n && n <= 6 && cr_kind(code[0]) && letters <= (car ? 3 : 2) && digits <= 2 &&
	       n - letters - digits <= 3;
}

void wagon_cr_answer(struct code_answer *a)
{
	size_t n = strlen(a->code), type;

	if (n < 7 || !shape_fits(a->code + n - 7, "9999999"))
		return;
	type = n - 7;
	if (type && !cr_type(a->code, type))
		return;
	a->verdict = CODE_HOLDS;
	if (type)
		snprintf(a->text, sizeof a->text,
			"Wagon of China Railway, type %.*s (%s), number %s; its numbers have no check digit",
			(int)type, a->code, cr_kind(a->code[0]), a->code + type);
	else
		snprintf(a->text, sizeof a->text,
			"Seven digits as China Railway's wagons have: there is no check digit to prove it");
}
