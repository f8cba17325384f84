/* Size and type in words, however it was written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "codes/judged.h"
#include "codes/size_type.h"

static void codes_are_told_in_words(void **state)
{
	static const struct {
		const char *code, *words;
	} cases[] = {
		{"22G1", "20 ft, dry"},
		{"42G0", "40 ft, dry"},
		{"45G1", "40 ft high cube, dry"},
		{"45g1", "40 ft high cube, dry"},
		{"L5G1", "45 ft high cube, dry"},
		{"LEG1", "45 ft high cube pallet-wide, dry"},
		{"45R1", "40 ft high cube, refrigerated"},
		{"22U1", "20 ft, open top"},
		{"42P3", "40 ft, flat rack"},
		{"22P0", "20 ft, platform"},
		{"22T6", "20 ft, tank"},
		{"22K2", "20 ft, tank"},
		{"28U1", "20 ft half height, open top"},
		{"20G1", "20 ft 8 ft high, dry"},
		{"22V2", "20 ft, ventilated"},
		{"22B0", "20 ft, dry bulk"},
		{"42H0", "40 ft, insulated"},
		{"22S1", "20 ft, named cargo"},
		{"M5G1", "48 ft high cube, dry"},
		{"P5G1", "53 ft high cube, dry"},
		{"C2G1", "7.43 m, dry"},
		{"12G1", "10 ft, dry"},
		/* group codes: the exact type is not known */
		{"22GP", "20 ft, dry"},
		{"45GP", "40 ft high cube, dry"},
		{"45RE", "40 ft high cube, refrigerated"},
		{"42UT", "40 ft, open top"},
		{"22TN", "20 ft, tank"},
		{"22BU", "20 ft, dry bulk"},
		/* before 1995 */
		{"2210", "20 ft, dry"},
		{"2200", "20 ft, dry"},
		{"4310", "40 ft, dry"},
		{"4510", "40 ft high cube, dry"},
		{"4532", "40 ft high cube, refrigerated"},
		{"2250", "20 ft, open top"},
		{"4361", "40 ft, flat rack"},
		{"2270", "20 ft, tank"},
		{"9510", "45 ft high cube, dry"},
		/* as people write it */
		{"20GP", "20 ft, dry"},
		{"40GP", "40 ft, dry"},
		{"20DC", "20 ft, dry"},
		{"20' DV", "20 ft, dry"},
		{"40HQ", "40 ft high cube, dry"},
		{"40hc", "40 ft high cube, dry"},
		{"40'HC", "40 ft high cube, dry"},
		{"40 ft HC", "40 ft high cube, dry"},
		{"45HC", "45 ft high cube, dry"},
		{"45HCPW", "45 ft high cube pallet-wide, dry"},
		{"45PW", "45 ft pallet-wide, dry"},
		{"45' PW HC", "45 ft high cube pallet-wide, dry"},
		{"40PW", "40 ft pallet-wide, dry"},
		{"20RF", "20 ft, refrigerated"},
		{"40RQ", "40 ft high cube, refrigerated"},
		{"40OT", "40 ft, open top"},
		{"40FR", "40 ft, flat rack"},
		{"20TK", "20 ft, tank"},
		{"40 фут", "40 ft"},
		{"40 футов", "40 ft"},
		{"20-футовый", "20 ft"},
		{"20英尺", "20 ft"},
		{"40尺高柜", "40 ft high cube, dry"},
		{"40 feet", "40 ft"},
		{"20'", "20 ft"},
		{"40НС", "40 ft high cube, dry"}, /* Н and С are Cyrillic */
		{"４０ＨＱ", "40 ft high cube, dry"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char words[64];

		if (!size_type_words(cases[i].code, words, sizeof words))
			fail_msg("%s is not understood", cases[i].code);
		assert_string_equal(words, cases[i].words);
	}
}

static void what_is_none_has_no_words(void **state)
{
	static const char *const cases[] = {"", "2", "22", "22G", "22G11", "52G1", "21G1", "23G1", "22C1",
		"22X1", "Q2G1", "42PW", "45GC", "22GM", "5210", "0210", "2710", "40", "40XX", "47HC", "hello",
		"40 фунтов", "\xFF\xFF\xFF\xFF",
		"22G1                                                                      "};
	char words[64];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		words[0] = 1;
		if (size_type_words(cases[i], words, sizeof words))
			fail_msg("%s is taken as %s", cases[i], words);
		assert_string_equal(words, "");
	}
	assert_false(size_type_words(NULL, words, sizeof words));
	assert_true(size_type_words("45G1", words, 6)); /* cut where there is no room */
	assert_string_equal(words, "40 ft");
}

static void each_way_of_writing_is_named(void **state)
{
	static const struct judged cases[] = {
		{"45G1", CODE_HOLDS, "ISO 6346: 40 ft high cube, dry (passive vents at the top)"},
		{"45GP", CODE_HOLDS, "ISO 6346: 40 ft high cube, dry"},
		{"22GB", CODE_HOLDS, "dry (passive vents at the top; reduced strength)"},
		{"42PG", CODE_HOLDS, "flat rack (folding ends; reduced strength)"},
		{"22KL", CODE_HOLDS, "ISO 6346: 20 ft, tank"},
		{"45PW", CODE_HOLDS, "in ISO 6346 mostly LEG1"},
		{"40PW", CODE_HOLDS, "in ISO 6346 mostly 4CG1"},
		{"4510", CODE_HOLDS, "before 1995: 40 ft high cube, dry (passive vents)"},
		{"2213", CODE_HOLDS, "ventilated"},
		{"40HQ", CODE_HOLDS, "in ISO 6346 mostly 45G1"},
		{"20GP", CODE_HOLDS, "in ISO 6346 mostly 22G1"},
		{"45HC", CODE_HOLDS, "in ISO 6346 mostly L5G1"},
		{"45'DC", CODE_HOLDS, "in ISO 6346 mostly L5G1"},
		{"40RF", CODE_HOLDS, "in ISO 6346 mostly 42R1"},
		{"40 фут", CODE_HOLDS, "no ISO 6346 code"},
		{"20TK", CODE_HOLDS, "no ISO 6346 code"},
		{"４５Ｇ１", CODE_HOLDS, "ISO 6346: 40 ft high cube"},
		{"99ZZ", CODE_NOT_THIS, "form"},
	};

	(void)state;
	ASSERT_JUDGED(CODE_SIZE_TYPE, cases);
	assert_string_equal(code_judge(CODE_SIZE_TYPE, "40'hc").code, "40FTHC");
	assert_string_equal(code_judge(CODE_SIZE_TYPE, "45 g1").code, "45G1");
}

/* What people's words mostly mean is itself a code that reads the same. */
static void the_usual_code_says_the_same(void **state)
{
	static const char *const spoken[] = {
		"20GP", "40GP", "40HC", "45HC", "45HCPW", "40PW", "20RF", "40RH", "20OT", "40OT"};

	(void)state;
	for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++) {
		struct size_type said = size_type_read(spoken[i]), iso = size_type_read(said.usual);

		assert_int_equal(said.form, SIZE_TYPE_SPOKEN);
		assert_int_equal(iso.form, SIZE_TYPE_ISO);
		assert_string_equal(iso.length, said.length);
		assert_string_equal(iso.type, said.type);
		if (said.height)
			assert_string_equal(iso.height, said.height);
		if (said.width)
			assert_string_equal(iso.width, said.width);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_told_in_words),
		cmocka_unit_test(what_is_none_has_no_words),
		cmocka_unit_test(each_way_of_writing_is_named),
		cmocka_unit_test(the_usual_code_says_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
