-- min_reader: 1
-- A reference as it is looked for, whoever wrote it how: upper case, Cyrillic and full-width look-alikes Latin, without blanks, hyphens, dots,
-- slashes and brackets.  The same as code_loosely() in src/codes/code.c: what one changes the other must.
create function lookup_form(text) returns text language sql immutable strict parallel safe as $$
	select translate(upper($1 collate "C"),
		'АВСЕНКМОРТХУавсенкмортху０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ'
			|| E' \t\r\n-./[]()\u00a0\u00ad\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f'
			|| E'\u2010\u2011\u2012\u2013\u2014\u2015\u202f\u2060\u2212\u3000\ufeff\uff08\uff09\uff0d\uff0e\uff0f',
		'ABCEHKMOPTXYABCEHKMOPTXY0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ')
$$;

-- What a container is found by, as far as no index of the events finds it.  A booking, a bill and the other papers whose number is written in
-- that form already are found where they stand (event_booking, event_bill, event_reference), and cost no row here; nor does a ship's IMO number
-- where DCSA can say the event (event_ship).  A ship's name has one row for each IMO number it was told with.  kind: the order of
-- src/record/found_by.def.
create table lookup (
	value text collate "C" not null,    -- lookup_form of what was written
	kind smallint not null,             -- container booking bill waybill train wagon vessel seal customs document
	subject text collate "C" not null,  -- the container; IMO:9227273 where the value is that ship's name
	primary key (value, kind, subject)
);
grant select, insert on lookup to landbridge_runtime;

insert into lookup
select distinct f.value, f.kind, f.subject
from (
	select lookup_form(r.value) as value,
		case r.kind when 'BKG' then 1 when 'TRD' then 2 when 'HBL' then 2 when 'WAYBILL' then 3 when 'CUSTOMS' then 8 else 9 end::smallint as kind,
		e.subject
	from event e
	cross join lateral (select split_part(ref, ':', 1) as kind, substr(ref, strpos(ref, ':') + 1) as value from unnest(e.refs) ref) r
	where e.subject_kind = 0
		and r.kind not in ('EQUIPMENT', 'EVENT', 'CALL', 'SERVICE', 'SEQUENCE', 'VOYAGE', 'VESSEL')
		and (r.value <> lookup_form(r.value) or r.kind not in
			('BKG', 'TRD', 'HBL', 'WAYBILL', 'CUSTOMS', 'CARRIER', 'RELEASE', 'DELIVERY', 'FORWARDER', 'SHIPPER', 'CONTRACT'))
	union all
	select lookup_form(substr(seal, strpos(seal, ':') + 1)), 7, subject from event cross join lateral unnest(seals) seal where subject_kind = 0
	union all
	select lookup_form(coalesce(train, case when transport like 'TRAIN:%' then vehicle end)), 4, subject from event where subject_kind = 0
	union all
	select lookup_form(wagon), 5, subject from event where subject_kind = 0
	union all
	select lookup_form(vehicle), 6, case when imo is null then subject else 'IMO:' || imo end
	from event where mode not in (2, 3) and subject_kind < 3 and (imo is not null or subject_kind = 0)
	union all
	select imo, 6, subject from event where subject_kind = 0 and imo is not null and dcsa is null
) f
where f.value <> '' and octet_length(f.value) < 129
on conflict do nothing;
