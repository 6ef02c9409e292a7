-- registers.countByDay
select "r"."occurred_on" as "day", count(*) as "records", sum(max(1, case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then json_array_length(r.lines) else (select count(*)
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end)) as "lines"
from "current_record" as "r"
where case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and "r"."third_party_id" = ? and "r"."occurred_on" >= ? and "r"."occurred_on" <= ? group by "r"."occurred_on"
order by "r"."occurred_on";

select "r"."occurred_on" as "day", count(*) as "records", sum(max(1, json_array_length(r.lines))) as "lines"
from "current_record" as "r" group by "r"."occurred_on"
order by "r"."occurred_on";

-- registers.countRecords
select (select count(*)
from record
where version = 0) - ( select count(*)
from current_record as r
where r.record_no in (select record_no
from protected_line) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end ) as records;

-- registers.listHoldRevisions
select "code", "revision", "released", "at"
from "legal_hold"
order by "code", "revision";

-- registers.countExtractsOfErased
select count(distinct "l"."extract_no") as "extracts"
from "erasure" as "e"
inner join "extract_line" as "l" on "l"."record_no" = "e"."record_no"
where "e"."run_id" = ?;
