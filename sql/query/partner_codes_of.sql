-- All that a partner's codes mean: list, code, meaning; of a status its event and the words about it instead.  $1 partner
select * from (
	select 'PLACE' as list, code, place as meaning, null::int as classifier, null::int as mode, null::int as load_state
	from place_code where system = $1
	union all
	select 'STATUS ' || list, status, event, classifier::int, mode::int, load_state::int from status_code where sender = $1
	union all
	select list, code, meaning, null, null, null from partner_code where partner = $1
) c
order by list collate "C", code collate "C"
