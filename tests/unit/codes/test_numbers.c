/* Stations, ships and places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "codes/imo.h"
#include "codes/judged.h"
#include "codes/locode.h"
#include "codes/station.h"

static void stations_hold_or_warn(void **state)
{
	static const struct judged cases[] = {
		{"532909", CODE_HOLDS, "check digit 9 holds"},
		{"194013", CODE_HOLDS, "check digit 3 holds"},
		{"810207", CODE_HOLDS, "check digit 7 holds"},
		{"81020-7", CODE_HOLDS, "holds"},
		{"532908", CODE_WARNS, "The check digit of station 53290 is 9, not 8"},
		{"53290", CODE_WARNS, "without its check digit, which is 9"},
		{"5329", CODE_NOT_THIS, "form"},
		{"5329099", CODE_NOT_THIS, "form"},
		{"53290A", CODE_NOT_THIS, "form"},
	};

	(void)state;
	ASSERT_JUDGED(CODE_STATION_ESR, cases);
}

/* Worked out on paper: the weights 1 to 5, and what follows when they give 10. */
static void the_second_weights_come_after_a_ten(void **state)
{
	(void)state;
	assert_int_equal(station_check_digit("53290"), '9'); /* 5+6+6+36+0 = 53, 9 */
	assert_int_equal(station_check_digit("00002"), '3'); /* 10; then 2*7 = 14, 3 */
	assert_int_equal(station_check_digit("20020"), '7'); /* 2+8 = 10; then 6+12 = 18, 7 */
	/* 10; then 3*0+4*5+5*0+6*0+7*0 = 20, 9 */
	assert_int_equal(station_check_digit("05000"), '9');
	/* 1*6+2*7+3*0+4*3 = 32, 10; then 3*6+4*7+6*3 = 64, 9 */
	assert_int_equal(station_check_digit("67030"), '9');
}

static int remainder_of(int n, int first)
{
	int sum = 0;

	for (int i = 4; i >= 0; i--, n /= 10)
		sum += (n % 10) * (first + i);
	return sum % 11;
}

/* All hundred thousand, by the rule as it is written down. */
static void two_tens_are_a_zero(void **state)
{
	int twice = 0;

	(void)state;
	for (int n = 0; n < 100000; n++) {
		char digits[6], *d = digits;
		int left = n, check = remainder_of(n, 1);

		for (int unit = 10000; unit; unit /= 10) {
			*d++ = (char)('0' + left / unit);
			left %= unit;
		}
		*d = '\0';
		if (check == 10)
			check = remainder_of(n, 3);
		if (check == 10) {
			check = 0;
			twice++;
		}
		assert_int_equal(station_check_digit(digits), '0' + check);
	}
	assert_true(twice > 0);
}

static void ships(void **state)
{
	static const struct judged cases[] = {
		{"9227273", CODE_HOLDS, "check digit 3 holds"},
		{"9395927", CODE_HOLDS, "check digit 7 holds"},
		{"9118018", CODE_HOLDS, "check digit 8 holds"},
		{"IMO 9227273", CODE_HOLDS, "holds"},
		{"imo9227273", CODE_HOLDS, "holds"},
		{"1111111", CODE_FAILS, "The check digit of the IMO number 111111 is 7, not 1"},
		{"922727", CODE_NOT_THIS, "form"},
		{"92272733", CODE_NOT_THIS, "form"},
		{"IMO", CODE_NOT_THIS, "form"},
		{"IMOIMO9227273", CODE_NOT_THIS, "form"},
	};

	(void)state;
	ASSERT_JUDGED(CODE_IMO, cases);
	assert_string_equal(code_judge(CODE_IMO, "IMO 9227273").code, "9227273");
	assert_true(imo_holds("9227273"));
	assert_false(imo_holds("9227274"));
	assert_false(imo_holds("922727"));
	assert_false(imo_holds("IMO9227273"));
}

static void places(void **state)
{
	static const struct judged cases[] = {
		{"CNLYG", CODE_HOLDS, "UN/LOCODE in country CN"},
		{"DEDUI", CODE_HOLDS, "country DE"},
		{"cn lyg", CODE_HOLDS, "country CN"},
		{"US2AB", CODE_HOLDS, "country US"},
		{"XZAAA", CODE_HOLDS, "country XZ"},
		{"XALA2", CODE_HOLDS, "own list"},
		{"AA111", CODE_FAILS, "no 0 and no 1"},
		{"CN0AB", CODE_FAILS, "no 0 and no 1"},
		{"AAABC", CODE_FAILS, "AA is no country"},
		{"HELLO", CODE_FAILS, "HE is no country"},
		{"22AAA", CODE_NOT_THIS, "form"},
		{"CNLY", CODE_NOT_THIS, "form"},
		{"CNLYGG", CODE_NOT_THIS, "form"},
	};

	(void)state;
	ASSERT_JUDGED(CODE_LOCODE, cases);
	assert_true(locode_shape("CNLYG") && locode_shape("XALA2"));
	assert_false(
		locode_shape("AA111") || locode_shape("22AAA") || locode_shape("cnlyg") || locode_shape(""));
}

/* Both sides of every gauge change, and where the sea legs lead. */
static void all_countries_of_the_corridors_are_known(void **state)
{
	static const char known[] =
		"CNKZUZKGTMTJMNRUBYPLDEUALTLVEEFIGEAZAMTRIRATCZSKHUROBGRSGRITFRESNLBELUGBKRKPJPVNLATHMYSG"
		"TWHKMOAEINUS";

	(void)state;
	for (const char *c = known; *c; c += 2)
		assert_true(locode_country(c));
	assert_false(locode_country("AA") || locode_country("ZZ") || locode_country("EU"));
	assert_false(locode_country("DA") || locode_country("UK"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stations_hold_or_warn),
		cmocka_unit_test(the_second_weights_come_after_a_ten),
		cmocka_unit_test(two_tens_are_a_zero),
		cmocka_unit_test(ships),
		cmocka_unit_test(places),
		cmocka_unit_test(all_countries_of_the_corridors_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
