#include "simulate/chance.h"

static uint64_t mixed(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

struct chance chance_begin(uint64_t seed, uint64_t stream)
{
	return (struct chance){mixed(seed + mixed(stream + UINT64_C(0x632be59bd9b4e019)))};
}

uint64_t chance_draw(struct chance *c)
{
	return mixed(c->state += UINT64_C(0x9e3779b97f4a7c15));
}

int chance_below(struct chance *c, int n)
{
	return n < 2 ? 0 : (int)((chance_draw(c) >> 32) * (uint64_t)n >> 32);
}

int chance_between(struct chance *c, int least, int most)
{
	return least + chance_below(c, most - least + 1);
}

bool chance_in(struct chance *c, int times, int of)
{
	return chance_below(c, of) < times;
}

int chance_spread(struct chance *c, const struct spread *s)
{
	const int at[] = {s->least, s->p10, s->median, s->p90, s->p99, s->most};
	static const int shares[] = {100, 400, 400, 90, 10}; /* of a thousand, between each two */
	int n = chance_below(c, 1000), k = 0;

	while (n >= shares[k])
		n -= shares[k++];
	return chance_between(c, at[k], at[k + 1]);
}
