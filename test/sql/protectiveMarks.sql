-- protectiveMarks.list
select "r".*
from "protective_mark" as "r"
where "r"."revision" = (select max("any"."revision") as "revision"
from "protective_mark" as "any"
where "any"."code" = "r"."code")
order by "r"."code";

-- protectiveMarks.find
select "r".*
from "protective_mark" as "r"
where "r"."revision" = (select max("any"."revision") as "revision"
from "protective_mark" as "any"
where "any"."code" = "r"."code") and "r"."code" = ?;

-- protectiveMarks.listInForce
select "r".*
from "protective_mark" as "r"
where "r"."revision" = (select max("any"."revision") as "revision"
from "protective_mark" as "any"
where "any"."code" = "r"."code") and "r"."released" = ?
order by "r"."code";

-- protectiveMarks.countHidden
 select code, count(distinct record_no) as records, count(distinct case when line > 0 then record_no || ':' || line end) as lines
from protected_line
where code in (select value
from json_each(?)) group by code;

-- protectiveMarks.findLines
select *
from "protected_line"
where "record_no" in (select value
from json_each(?))
order by "code";

-- protectiveMarks.insert
insert into "protective_mark" ("code", "revision", "released", "at", "by", "sealed")
values (?, ?, ?, ?, ?, ?);

-- protectiveMarks.failUnlessInForce
insert into protective_mark select *
from protective_mark
where ( select coalesce(group_concat(code || ':' || revision, ' '), '')
from ( select m.code, m.revision
from protective_mark as m
where m.released = 0 and not exists ( select 1
from protective_mark as later
where later.code = m.code and later.revision = m.revision + 1)
order by m.code) ) <> ?
limit 1;

-- protectiveMarks.hide
delete
from "protected_line"
where "code" = ?;

insert into protected_line (record_no, line, wording_id, code) select distinct r.record_no, 0, 0, ?
from third_party as t
cross join record as r on r.third_party_id = t.third_party_id
where t.code = ?;

insert into protected_line (record_no, line, wording_id, code) select distinct r.record_no, named.value ->> 1, 0, ?
from json_each(?) as named
cross join record as r on r.record_no = named.value ->> 0 and r.version = 0;

insert into protected_line (record_no, line, wording_id, code) select record_no, 0, 0, ?
from record
where version = 0 and record_no in (select value
from json_each(?));

insert into protected_line (record_no, line, wording_id, code) select record_no, line, wording_id, ?
from line
where wording_id in (select value
from json_each(?));

insert into protective_mark select *
from protective_mark
where code = ? and revision = ? and ? <> ( select count(distinct wording_id)
from look_up_key
where digest in (select unhex(value)
from json_each(?)));

-- protectiveMarks.unhide
delete
from "protected_line"
where "code" = ?;

-- protectiveMarks.insertLines
insert into protected_line (record_no, line, wording_id, code) select value ->> 0, value ->> 1, value ->> 2, value ->> 3
from json_each(?)
where true
on conflict do nothing;
