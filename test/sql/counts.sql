-- counts.countedFrom
select "counted_from"
from "counting";

-- counts.listMonths
select "c"."month", "c"."direction", "c"."basis", sum("c"."records" * (1 - 2 * c.hidden)) as "records"
from "provision_count" as "c"
where "c"."month" >= ? and "c"."month" <= ? group by "c"."month", "c"."direction", "c"."basis" having sum("c"."records" * (1 - 2 * c.hidden)) > ?;

select "c"."month", "c"."direction", "c"."basis", sum("c"."records" * (1 - c.hidden)) as "records"
from "provision_count" as "c"
where "c"."month" >= ? and "c"."month" <= ? group by "c"."month", "c"."direction", "c"."basis" having sum("c"."records" * (1 - c.hidden)) > ?;

-- counts.listParties
select "t"."code", "party"."records"
from (select "c"."third_party_id", sum("c"."records" * (1 - 2 * c.hidden)) as "records"
from "provision_count" as "c"
where "c"."month" >= ? and "c"."month" <= ? group by +c.third_party_id having sum("c"."records" * (1 - 2 * c.hidden)) > ?) as "party"
left join "third_party" as "t" on "t"."third_party_id" = "party"."third_party_id"
order by "party"."records" desc, "t"."code"
limit ?;

select "t"."code", "party"."records"
from (select "c"."third_party_id", sum("c"."records" * (1 - c.hidden)) as "records"
from "provision_count" as "c"
where "c"."month" >= ? and "c"."month" <= ? group by +c.third_party_id having sum("c"."records" * (1 - c.hidden)) > ?) as "party"
left join "third_party" as "t" on "t"."third_party_id" = "party"."third_party_id"
order by "party"."records" desc, "t"."code"
limit ?;

-- counts.listPartyMonths
select "t"."code", "c"."month", "c"."direction", "c"."basis", sum("c"."records" * (1 - 2 * c.hidden)) as "records"
from "provision_count" as "c"
left join "third_party" as "t" on "t"."third_party_id" = "c"."third_party_id"
where "c"."month" >= ? and "c"."month" <= ? and "c"."third_party_id" in ( select third_party_id
from third_party
where code in (select value
from json_each(?))
union all select 0
where ?) group by "c"."third_party_id", "c"."month", "c"."direction", "c"."basis" having sum("c"."records" * (1 - 2 * c.hidden)) > ?
order by "c"."month" desc;

select "t"."code", "c"."month", "c"."direction", "c"."basis", sum("c"."records" * (1 - c.hidden)) as "records"
from "provision_count" as "c"
left join "third_party" as "t" on "t"."third_party_id" = "c"."third_party_id"
where "c"."month" >= ? and "c"."month" <= ? and "c"."third_party_id" in ( select third_party_id
from third_party
where code in (select value
from json_each(?))
union all select 0
where ?) group by "c"."third_party_id", "c"."month", "c"."direction", "c"."basis" having sum("c"."records" * (1 - c.hidden)) > ?
order by "c"."month" desc;

-- counts.listGaps
select "t"."code", "c"."month", sum("c"."lacking" * (1 - 2 * c.hidden)) as "lacking", sum("c"."conflicting" * (1 - 2 * c.hidden)) as "conflicting"
from "provision_count" as "c"
left join "third_party" as "t" on "t"."third_party_id" = "c"."third_party_id"
where c.lacking + c.conflicting > 0 group by "c"."third_party_id", "c"."month" having sum("c"."lacking" * (1 - 2 * c.hidden)) + sum("c"."conflicting" * (1 - 2 * c.hidden)) > 0
order by "c"."month";

select "t"."code", "c"."month", sum("c"."lacking" * (1 - c.hidden)) as "lacking", sum("c"."conflicting" * (1 - c.hidden)) as "conflicting"
from "provision_count" as "c"
left join "third_party" as "t" on "t"."third_party_id" = "c"."third_party_id"
where c.lacking + c.conflicting > 0 group by "c"."third_party_id", "c"."month" having sum("c"."lacking" * (1 - c.hidden)) + sum("c"."conflicting" * (1 - c.hidden)) > 0
order by "c"."month";

-- counts.listExpiries
select "c"."keep_through", "c"."rule", "c"."retention_class", sum("c"."records" * (1 - 2 * c.hidden)) as "records"
from "expiry_count" as "c"
where "c"."keep_through" <= ? group by "c"."keep_through", "c"."rule", "c"."retention_class" having sum("c"."records" * (1 - 2 * c.hidden)) > ?
order by "c"."keep_through", "c"."rule", "c"."retention_class";

select "c"."keep_through", "c"."rule", "c"."retention_class", sum("c"."records" * (1 - c.hidden)) as "records"
from "expiry_count" as "c"
where "c"."keep_through" <= ? group by "c"."keep_through", "c"."rule", "c"."retention_class" having sum("c"."records" * (1 - c.hidden)) > ?
order by "c"."keep_through", "c"."rule", "c"."retention_class";

-- counts.noteSources
insert into source_day ( source_id, day, recorded, late, refused, first_record_no, last_record_no) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
from json_each(?)
where true
on conflict do update
set recorded = recorded + excluded.recorded, late = late + excluded.late, refused = refused + excluded.refused, first_record_no = coalesce(first_record_no, excluded.first_record_no), last_record_no = coalesce(excluded.last_record_no, last_record_no);

-- counts.forgetSourceDays
delete
from late_record
where record_no < (select min(first_record_no)
from source_day
where day >= ?) or (select min(first_record_no)
from source_day
where day >= ?) is null;

delete
from source_day
where day < ? and ( last_record_no is null or exists ( select 1
from source_day as later
where later.source_id = source_day.source_id and later.day > source_day.day and later.last_record_no is not null));

-- counts.listSources
 select s.name as source, total(d.recorded) - coalesce(hidden.recorded, 0) as recorded, total(d.late) - coalesce(hidden.late, 0) as late, total(d.refused) as refused, (select r.recorded_at
from current_record as r
where r.record_no <= s.last_record_no and r.record_no > s.last_record_no - ? and r.source_id = s.source_id and case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end
order by r.record_no desc
limit 1) as lastAt
from ( select source.*, ( select last_record_no
from source_day as last
where last.source_id = source.source_id and last_record_no is not null
order by last.day desc
limit 1) as last_record_no
from source) as s
left join source_day as d on d.source_id = s.source_id and d.day >= ?
left join ( select r.source_id, count(*) as recorded, count(late.record_no) as late
from ( select distinct record_no
from protected_line
where record_no >= (select min(first_record_no)
from source_day
where day >= ?)) as marked
cross join current_record as r on r.record_no = marked.record_no
left join late_record as late on late.record_no = r.record_no
where not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end group by r.source_id ) as hidden on hidden.source_id = s.source_id group by s.source_id
order by s.name;

 select s.name as source, total(d.recorded) - coalesce(hidden.recorded, 0) as recorded, total(d.late) - coalesce(hidden.late, 0) as late, total(d.refused) as refused, (select r.recorded_at
from current_record as r
where r.record_no <= s.last_record_no and r.record_no > s.last_record_no - ? and r.source_id = s.source_id and true
order by r.record_no desc
limit 1) as lastAt
from ( select source.*, ( select last_record_no
from source_day as last
where last.source_id = source.source_id and last_record_no is not null
order by last.day desc
limit 1) as last_record_no
from source) as s
left join source_day as d on d.source_id = s.source_id and d.day >= ?
left join ( select r.source_id, count(*) as recorded, count(late.record_no) as late
from ( select distinct record_no
from protected_line
where record_no >= (select min(first_record_no)
from source_day
where day >= ?)) as marked
cross join current_record as r on r.record_no = marked.record_no
left join late_record as late on late.record_no = r.record_no
where not true group by r.source_id ) as hidden on hidden.source_id = s.source_id group by s.source_id
order by s.name;

-- counts.count
insert into expiry_count (keep_through, rule, retention_class, hidden, records) select r.keep_through, r.rule, r.retention_class, 0, 1 * count(*)
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and +r.keep_through is not null group by 1, 2, 3
on conflict do update
set records = records + excluded.records;

insert into expiry_count (keep_through, rule, retention_class, hidden, records) select r.keep_through, r.rule, r.retention_class, 1, 1 * count(*)
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and +r.keep_through is not null group by 1, 2, 3
on conflict do update
set records = records + excluded.records;

insert into provision_count ( month, direction, basis, third_party_id, hidden, records, lacking, conflicting) select substr(r.occurred_on, 1, 7), r.direction, r.basis, coalesce(r.third_party_id, 0), 0, 1 * count(*), 1 * count(iif(r.gaps glob '*[A-Z]*', 1, null)), 1 * count(iif(r.gaps glob '*[a-z]*', 1, null))
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and r.void is null group by 1, 2, 3, 4
on conflict do update
set records = records + excluded.records, lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting;

insert into provision_count ( month, direction, basis, third_party_id, hidden, records, lacking, conflicting) select substr(r.occurred_on, 1, 7), r.direction, r.basis, coalesce(r.third_party_id, 0), 1, 1 * count(*), 1 * count(iif(r.gaps glob '*[A-Z]*', 1, null)), 1 * count(iif(r.gaps glob '*[a-z]*', 1, null))
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and r.void is null group by 1, 2, 3, 4
on conflict do update
set records = records + excluded.records, lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting;

-- counts.uncount
insert into expiry_count (keep_through, rule, retention_class, hidden, records) select r.keep_through, r.rule, r.retention_class, 0, -1 * count(*)
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and +r.keep_through is not null group by 1, 2, 3
on conflict do update
set records = records + excluded.records;

insert into expiry_count (keep_through, rule, retention_class, hidden, records) select r.keep_through, r.rule, r.retention_class, 1, -1 * count(*)
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and +r.keep_through is not null group by 1, 2, 3
on conflict do update
set records = records + excluded.records;

insert into provision_count ( month, direction, basis, third_party_id, hidden, records, lacking, conflicting) select substr(r.occurred_on, 1, 7), r.direction, r.basis, coalesce(r.third_party_id, 0), 0, -1 * count(*), -1 * count(iif(r.gaps glob '*[A-Z]*', 1, null)), -1 * count(iif(r.gaps glob '*[a-z]*', 1, null))
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and r.void is null group by 1, 2, 3, 4
on conflict do update
set records = records + excluded.records, lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting;

insert into provision_count ( month, direction, basis, third_party_id, hidden, records, lacking, conflicting) select substr(r.occurred_on, 1, 7), r.direction, r.basis, coalesce(r.third_party_id, 0), 1, -1 * count(*), -1 * count(iif(r.gaps glob '*[A-Z]*', 1, null)), -1 * count(iif(r.gaps glob '*[a-z]*', 1, null))
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and r.void is null group by 1, 2, 3, 4
on conflict do update
set records = records + excluded.records, lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting;

-- counts.recountHidden
delete
from "expiry_count"
where hidden = 1;

delete
from "provision_count"
where hidden = 1;

insert into expiry_count (keep_through, rule, retention_class, hidden, records) select r.keep_through, r.rule, r.retention_class, 1, 1 * count(*)
from current_record as r
where r.record_no in (select record_no
from protected_line) and r.record_no >= (select counted_from
from counting) and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and +r.keep_through is not null group by 1, 2, 3
on conflict do update
set records = records + excluded.records;

insert into provision_count ( month, direction, basis, third_party_id, hidden, records, lacking, conflicting) select substr(r.occurred_on, 1, 7), r.direction, r.basis, coalesce(r.third_party_id, 0), 1, 1 * count(*), 1 * count(iif(r.gaps glob '*[A-Z]*', 1, null)), 1 * count(iif(r.gaps glob '*[a-z]*', 1, null))
from current_record as r
where r.record_no in (select record_no
from protected_line) and r.record_no >= (select counted_from
from counting) and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and r.void is null group by 1, 2, 3, 4
on conflict do update
set records = records + excluded.records, lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting;

-- counts.countBefore
insert into expiry_count (keep_through, rule, retention_class, hidden, records) select r.keep_through, r.rule, r.retention_class, 0, 1 * count(*)
from current_record as r
where r.record_no >= ? and r.record_no < ? and (select counted_from
from counting) = ? and +r.keep_through is not null group by 1, 2, 3
on conflict do update
set records = records + excluded.records;

insert into expiry_count (keep_through, rule, retention_class, hidden, records) select r.keep_through, r.rule, r.retention_class, 1, 1 * count(*)
from current_record as r
where r.record_no >= ? and r.record_no < ? and (select counted_from
from counting) = ? and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and +r.keep_through is not null group by 1, 2, 3
on conflict do update
set records = records + excluded.records;

insert into provision_count ( month, direction, basis, third_party_id, hidden, records, lacking, conflicting) select substr(r.occurred_on, 1, 7), r.direction, r.basis, coalesce(r.third_party_id, 0), 0, 1 * count(*), 1 * count(iif(r.gaps glob '*[A-Z]*', 1, null)), 1 * count(iif(r.gaps glob '*[a-z]*', 1, null))
from current_record as r
where r.record_no >= ? and r.record_no < ? and (select counted_from
from counting) = ? and r.void is null group by 1, 2, 3, 4
on conflict do update
set records = records + excluded.records, lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting;

insert into provision_count ( month, direction, basis, third_party_id, hidden, records, lacking, conflicting) select substr(r.occurred_on, 1, 7), r.direction, r.basis, coalesce(r.third_party_id, 0), 1, 1 * count(*), 1 * count(iif(r.gaps glob '*[A-Z]*', 1, null)), 1 * count(iif(r.gaps glob '*[a-z]*', 1, null))
from current_record as r
where r.record_no >= ? and r.record_no < ? and (select counted_from
from counting) = ? and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and r.void is null group by 1, 2, 3, 4
on conflict do update
set records = records + excluded.records, lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting;

update counting
set counted_from = ?
where counted_from = ?;

-- counts.restart
delete
from "expiry_count";

delete
from "late_record";

delete
from "provision_count";

delete
from "source_day";

update counting
set counted_from = ( select coalesce(max(record_no), 0) + 1
from record);
