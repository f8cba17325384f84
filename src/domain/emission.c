#include "domain/emission.h"

#define PER 1000000000 /* milligrams a tonne-kilometre, of kilograms and metres, to grams */

typedef __int128 wide; /* a full ship around the world passes 64 bits */

bool emission_of(
	const struct emission_factor *f, const struct emission_load *load, int64_t metres, struct emission *e)
{
	int64_t carried, all;

	*e = (struct emission){0, -1};
	if (!f || metres < 0)
		return false;
	/* A hundredth of a TEU weighs in as ten kilograms of a tonne do. */
	carried = f->per == EMISSION_PER_TEU ? (int64_t)load->teu_hundredths * 10 : load->kg;
	if (__builtin_mul_overflow(carried * f->milligrams, metres, &all) || all > INT64_MAX - PER)
		e->grams = (int64_t)(((wide)carried * f->milligrams * metres + PER / 2) / PER);
	else
		e->grams = (all + PER / 2) / PER;
	if (f->wtt_permille >= 0)
		e->wtt = (int64_t)(((wide)e->grams * f->wtt_permille + 500) / 1000);
	return true;
}
