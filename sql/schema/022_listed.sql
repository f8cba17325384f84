-- min_reader: 1
-- What exceptions ask of all events at once, kept by the judge as it follows the feed: caches that a feed followed from its beginning makes anew.

create table heard (                         -- who said something in that hour, by the sender's own clock
	sender text collate "C" not null,
	at timestamptz not null,
	recorded timestamptz not null,           -- first learnt here
	primary key (sender, at)
);
create table listing (                       -- a list of what is to be, or is, loaded or discharged: what all its rows share
	call text collate "C" not null,          -- transport @ place
	code text collate "C" not null,          -- LOAD DISC ABRD
	classifier smallint not null,
	sender text collate "C" not null,
	document text collate "C" not null,      -- '' : it has none
	function smallint not null,              -- of its latest word
	said timestamptz not null,               -- likewise; where it does not say, the time of what it tells
	happened timestamptz not null,           -- the latest that it tells of
	recorded timestamptz not null,           -- first learnt here
	primary key (call, code, classifier, sender, document)
);
grant select, insert, update on heard, listing to landbridge_runtime;

update judge set xid = '0', line = -1;
