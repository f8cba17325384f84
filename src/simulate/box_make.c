/*
 * Who the boxes are: numbers, sizes, owners, goods, routes; made before anything happens, so that timetables
 * know how much there will be.
 */
#include "simulate/world.h"

#include <string.h>

const char *const goods_words[][2] = {
	{"Auto parts", "汽车配件"},
	{"Air conditioners", "家用空调"},
	{"Solar mountings", "光伏支架"},
	{"Ceramic tiles", "瓷砖"},
	{"Textiles", "纺织品"},
	{"Bicycles", "自行车"},
	{"Toys", "玩具"},
	{"Lithium batteries UN3480", "锂电池UN3480"},
	{"Paint UN1263", "油漆UN1263"},
	{"Frozen fish", "冻鱼"},
};
#define FROZEN ((int)(sizeof goods_words / sizeof *goods_words) - 1)

const char *const type_words[] = {"22G1", "45G1", "42G1", "45R1"};

static const char *const owners[ARRANGEMENTS][2] = {{"LBDU", "JKXU"}, {"QTXU", "EURU"}, {"LYGU", "TBJU"}};

const char *owner_of(const struct box *b)
{
	static const char *const names[ARRANGEMENTS] = {"line", "shipper", "railway"};

	return names[b->arrangement];
}

enum place depot_of(const struct box *b)
{
	const struct route *r = &routes[b->route];
	enum place end = stretch_to(r->leg[r->legs - 1]);

	if (b->restuffs)
		return LYG_DEPOT;
	return end == DUISBURG ? DUI_DEPOT : end;
}

void box_make(struct world *w, int box)
{
	struct box *b = &w->boxes[box];
	struct chance *c = &w->chance;
	int n = chance_below(c, 100), kind = chance_below(c, 100);

	*b = (struct box){.other = -1,
		.ordered = -1,
		.overlooked = -1,
		.run = -1,
		.wagon = -1,
		.ready = MINUTE_NONE,
		.transit_limit = MINUTE_NONE,
		.came = MINUTE_NONE};
	while (n >= routes[b->route].share)
		n -= routes[b->route++].share;
	b->legs = (uint8_t)routes[b->route].legs;
	b->type = (uint8_t)(kind < 34 ? 0 : kind < 86 ? 1 : kind < 95 ? 2 : 3);
	b->forty = b->type > 0;
	b->reefer = b->type == 3;
	b->goods = (uint8_t)(b->reefer ? FROZEN : chance_below(c, FROZEN));
	kind = chance_below(c, 100);
	b->arrangement = stretches[routes[b->route].leg[0]].mode == SHIP || kind < 40 ? LINES_BOX
			 : kind < 70                                                  ? SHIPPERS_BOX
										      : RAILWAYS_BOX;
	b->tracked = b->reefer || chance_in(c, 1, 30);
	b->forwarded = chance_in(&w->mishaps, w->trouble > 1 ? 2 : 1, 4);
	b->kilos = chance_between(c, 8000, b->forty ? 27000 : 24000);
	b->declared = b->kilos - b->kilos % 10;
	b->began = w->begins + chance_below(c, w->days * DAY / 100 * 92);
	number_container(b->number, owners[b->arrangement][chance_below(c, 2)], 300000 + box * 7 % 690000);
	for (int l = 0; l < LEGS_MOST; l++)
		b->plan[l] = -1;
}

/* The land route that goes where this one goes. */
static uint8_t by_land(uint8_t route)
{
	enum stretch_id last = routes[route].leg[routes[route].legs - 1];

	for (uint8_t r = 0; r < routes_count; r++)
		if (stretches[routes[r].leg[0]].mode == RAIL && routes[r].leg[routes[r].legs - 1] == last)
			return r;
	return route;
}

bool box_makes_over(struct world *w, int box)
{
	struct box *a = &w->boxes[box], *b = a + 1;

	if (box + 1 >= w->box_count || stretches[routes[a->route].leg[0]].mode != SHIP ||
		!chance_in(&w->chance, 1, 4))
		return false;
	box_make(w, box + 1);
	b->route = by_land(a->route);
	b->legs = (uint8_t)routes[b->route].legs;
	b->arrangement = RAILWAYS_BOX;
	number_container(b->number, owners[RAILWAYS_BOX][box % 2], 300000 + (box + 1) * 7 % 690000);
	b->type = a->type;
	b->forty = a->forty;
	b->reefer = a->reefer;
	b->goods = a->goods;
	b->kilos = a->kilos;
	b->declared = a->declared;
	b->other = box;
	a->other = box + 1;
	a->restuffs = true;
	a->legs = 1;
	return true;
}

int smgs_number(int box)
{
	return 27000000 + box;
}

int cim_number(int box)
{
	return 55000000 + box;
}

int booking_number(int box)
{
	return 4100000 + box / 3;
}

int bill_number(int box)
{
	return 6000000 + box;
}

int cell_of(int box)
{
	return 20282 + box * 10007 % 260000;
}

const char *dangerous_of(const struct box *b)
{
	const char *goods = goods_words[b->goods][0];

	return strstr(goods, "UN3480") ? "9+3480" : strstr(goods, "UN1263") ? "3+1263" : "";
}
