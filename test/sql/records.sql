-- records.counters
select max( coalesce((select max(record_no)
from record), 0), coalesce((select max(record_no)
from erased_record), 0) ) as "record_no", coalesce((select "seq"
from "sqlite_sequence"
where "name" = ?), ?) as "wording_id", coalesce((select "seq"
from "sqlite_sequence"
where "name" = ?), ?) as "third_party_id";

-- records.findEvents
select r.source_id, r.event_id, r.record_no, r.content_digest
from json_each(?) as key
cross join record as r on r.source_id = key.value ->> 0 and r.event_id = key.value ->> 1
where r.version = 0;

-- records.findErased
select "event_digest"
from "erased_record"
where "event_digest" in (select unhex(value)
from json_each(?));

-- records.findCurrent
select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "current_record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
where "record_no" in (select value
from json_each(?));

select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "current_record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
where case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and "record_no" in (select value
from json_each(?));

-- records.findVersions
select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
where "record_no" = ?
order by "version";

-- records.findHistories
select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
where "record_no" in (select value
from json_each(?))
order by "record_no", "version";

-- records.findAmendments
select *
from "amendment"
where "record_no" in (select value
from json_each(?))
order by "record_no", "version";

-- records.list
select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "current_record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
order by "occurred_on" desc, "record_no" desc
limit ?;

select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "current_record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
where "r"."gaps" is not null and instr(' ' || r.gaps || ' ', ?) > 0
order by "occurred_on" desc, "record_no" desc
limit ?;

select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "current_record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
where "r"."record_no" in (select value
from json_each(?)) and "r"."occurred_on" >= ? and "r"."occurred_on" <= ?
order by "occurred_on" desc, "record_no" desc
limit ?;

select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "current_record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
where "r"."record_no" in (select value
from json_each(?)) and "r"."third_party_id" = ? and case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end
order by "occurred_on" desc, "record_no" desc
limit ?;

select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "current_record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
where "r"."record_no" in (select value
from json_each(?)) and "r"."third_party_id" = ?
order by "occurred_on" desc, "record_no" desc
limit ?;

select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "current_record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
where "r"."third_party_id" = ? and "r"."direction" = ? and +"r"."basis" = ? and "r"."gaps" is not null and ("r"."occurred_on", "r"."record_no") < (?, ?)
order by "occurred_on" desc, "record_no" desc
limit ?;

select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "current_record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
where "r"."third_party_id" = ? and "r"."gaps" is not null
order by "occurred_on" desc, "record_no" desc
limit ?;

select "r".*, "s"."name" as "source", ( select json_group_array(json_array(p.line, p.wording_id))
from protected_line as p
where p.record_no = r.record_no) as "marks"
from "current_record" as "r"
inner join "source" as "s" on "s"."source_id" = "r"."source_id"
where "r"."third_party_id" = ? and "r"."occurred_on" >= ? and "r"."occurred_on" <= ? and case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end
order by "occurred_on" desc, "record_no" desc
limit ?;

-- records.newestItemWordings
with recursive items (id) as ( select max(items_wording_id)
from record
union all select (select max(items_wording_id)
from record
where items_wording_id < items.id)
from items
where items.id is not null ) select id
from items
where id is not null
limit ?;

-- records.findLines
select *
from "line"
where "wording_id" in (select value
from json_each(?));

select *
from "line"
where "wording_id" in (select value
from json_each(?)) and not exists ( select 1
from protected_line as p
where p.record_no = line.record_no and p.line in (0, line.line) and p.wording_id in (0, line.wording_id));

-- records.newestRecordedAt
select "recorded_at"
from "record"
order by "record_no" desc
limit ?;

-- records.insertVersions
insert into record (record_no, version, source_id, event_id, content_digest, recorded_at, direction, basis, method, occurred_on, third_party_id, third_party_wording_id, items_wording_id, terms_wording_id, lines, rule, retention_class, keep_through, filled_on, gaps, settled, void) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, unhex(value ->> 4), value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13, value ->> 14, value ->> 15, value ->> 16, value ->> 17, value ->> 18, value ->> 19, value ->> 20, value ->> 21
from json_each(?);

-- records.insertLines
insert into line (wording_id, record_no, line) select value ->> 0, value ->> 1, value ->> 2
from json_each(?);

-- records.insertAmendment
insert into "amendment" ("record_no", "version", "kind", "amended_at", "amended_by", "sealed")
values (?, ?, ?, ?, ?, ?);
