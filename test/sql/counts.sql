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
select "t"."code", sum("c"."records" * (1 - 2 * c.hidden)) as "records"
from "provision_count" as "c"
left join "third_party" as "t" on "t"."third_party_id" = "c"."third_party_id"
where "c"."month" >= ? and "c"."month" <= ? group by "c"."third_party_id" having sum("c"."records" * (1 - 2 * c.hidden)) > ?
order by "records" desc, "t"."code"
limit ?;

select "t"."code", sum("c"."records" * (1 - c.hidden)) as "records"
from "provision_count" as "c"
left join "third_party" as "t" on "t"."third_party_id" = "c"."third_party_id"
where "c"."month" >= ? and "c"."month" <= ? group by "c"."third_party_id" having sum("c"."records" * (1 - c.hidden)) > ?
order by "records" desc, "t"."code"
limit ?;

-- counts.listPartyMonths
select "t"."code", "c"."month", "c"."direction", "c"."basis", sum("c"."records" * (1 - 2 * c.hidden)) as "records"
from "provision_count" as "c"
left join "third_party" as "t" on "t"."third_party_id" = "c"."third_party_id"
where "c"."month" >= ? and "c"."month" <= ? and coalesce(t.code, '') in (select value
from json_each(?)) group by "c"."third_party_id", "c"."month", "c"."direction", "c"."basis" having sum("c"."records" * (1 - 2 * c.hidden)) > ?
order by "c"."month" desc;

select "t"."code", "c"."month", "c"."direction", "c"."basis", sum("c"."records" * (1 - c.hidden)) as "records"
from "provision_count" as "c"
left join "third_party" as "t" on "t"."third_party_id" = "c"."third_party_id"
where "c"."month" >= ? and "c"."month" <= ? and coalesce(t.code, '') in (select value
from json_each(?)) group by "c"."third_party_id", "c"."month", "c"."direction", "c"."basis" having sum("c"."records" * (1 - c.hidden)) > ?
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
select "c"."keep_through" as "day", sum("c"."records" * (1 - 2 * c.hidden)) as "records"
from "expiry_count" as "c"
where "c"."keep_through" <= ? group by "c"."keep_through" having sum("c"."records" * (1 - 2 * c.hidden)) > ?
order by "c"."keep_through";

select "c"."keep_through" as "day", sum("c"."records" * (1 - c.hidden)) as "records"
from "expiry_count" as "c"
where "c"."keep_through" <= ? group by "c"."keep_through" having sum("c"."records" * (1 - c.hidden)) > ?
order by "c"."keep_through";

-- counts.listSources
select "s"."source_id", "s"."name", sum(iif(d.day >= ?, "d"."recorded", 0)) as "recorded", sum(iif(d.day >= ?, "d"."late", 0)) as "late", sum(iif(d.day >= ?, "d"."refused", 0)) as "refused", max("d"."last_at") as "last_at"
from "source_day" as "d"
inner join "source" as "s" on "s"."source_id" = "d"."source_id" group by "s"."source_id"
order by "s"."name";

-- counts.count
insert into expiry_count (keep_through, hidden, records) select r.keep_through, 0, 1 * count(*)
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and +r.keep_through is not null group by 1
on conflict do update
set records = records + excluded.records;

insert into expiry_count (keep_through, hidden, records) select r.keep_through, 1, 1 * count(*)
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists ( select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and +r.keep_through is not null group by 1
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
where p.record_no = r.record_no and p.line = 0) then false else exists ( select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and r.void is null group by 1, 2, 3, 4
on conflict do update
set records = records + excluded.records, lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting;

-- counts.uncount
insert into expiry_count (keep_through, hidden, records) select r.keep_through, 0, -1 * count(*)
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and +r.keep_through is not null group by 1
on conflict do update
set records = records + excluded.records;

insert into expiry_count (keep_through, hidden, records) select r.keep_through, 1, -1 * count(*)
from current_record as r
where r.record_no in (select value
from json_each(?)) and r.record_no >= (select counted_from
from counting) and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists ( select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and +r.keep_through is not null group by 1
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
where p.record_no = r.record_no and p.line = 0) then false else exists ( select 1
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

insert into expiry_count (keep_through, hidden, records) select r.keep_through, 1, 1 * count(*)
from current_record as r
where r.record_no in (select record_no
from protected_line) and r.record_no >= (select counted_from
from counting) and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists ( select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and +r.keep_through is not null group by 1
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
where p.record_no = r.record_no and p.line = 0) then false else exists ( select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and r.void is null group by 1, 2, 3, 4
on conflict do update
set records = records + excluded.records, lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting;

-- counts.countBefore
insert into expiry_count (keep_through, hidden, records) select r.keep_through, 0, 1 * count(*)
from current_record as r
where r.record_no >= ? and r.record_no < ? and (select counted_from
from counting) = ? and +r.keep_through is not null group by 1
on conflict do update
set records = records + excluded.records;

insert into expiry_count (keep_through, hidden, records) select r.keep_through, 1, 1 * count(*)
from current_record as r
where r.record_no >= ? and r.record_no < ? and (select counted_from
from counting) = ? and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists ( select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and +r.keep_through is not null group by 1
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
where p.record_no = r.record_no and p.line = 0) then false else exists ( select 1
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
from "provision_count";

delete
from "source_day";

update counting
set counted_from = ( select coalesce(max(record_no), 0) + 1
from record);

-- counts.noteSources
insert into source_day (source_id, day, recorded, late, refused, last_at) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
from json_each(?)
where true
on conflict do update
set recorded = recorded + excluded.recorded, late = late + excluded.late, refused = refused + excluded.refused, last_at = max(coalesce(last_at, excluded.last_at), coalesce(excluded.last_at, last_at));
