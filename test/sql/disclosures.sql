-- disclosures.lastRequestNumber
select max("series_number") as "number"
from "disclosure_request"
where "series_year" = ?;

-- disclosures.find
select *
from "disclosure_request"
where "request_no" = ?;

-- disclosures.findSeveral
select *
from "disclosure_request"
where "request_no" in (select value
from json_each(?));

-- disclosures.list
select *
from "disclosure_request"
order by "series_year" desc, "series_number" desc
limit ?;

select *
from "disclosure_request"
where exists ( select 1
from disclosure_step as s
where s.request_no = disclosure_request.request_no and s.kind in ('delivered', 'withdrawn') ) and "received_on" >= ? and "received_on" <= ?
order by "series_year" desc, "series_number" desc
limit ?;

select *
from "disclosure_request"
where not exists ( select 1
from disclosure_step as s
where s.request_no = disclosure_request.request_no and s.kind in ('delivered', 'withdrawn') ) and "received_on" >= ? and "received_on" <= ?
order by "series_year" desc, "series_number" desc
limit ?;

-- disclosures.listNotClosedBefore
select *
from "disclosure_request"
where not exists (select "s"."step"
from "disclosure_step" as "s"
where "s"."request_no" = "disclosure_request"."request_no" and "s"."kind" in (?, ?) and "s"."taken_at" < ?)
order by "request_no";

-- disclosures.findSteps
select *
from "disclosure_step"
where "request_no" in (select value
from json_each(?))
order by "request_no", "step";

-- disclosures.findExtract
select *
from "extract"
where "extract_no" = ?;

-- disclosures.findExtractOf
select *
from "extract"
where "request_no" = ?;

-- disclosures.lastExtract
select coalesce((select "seq"
from "sqlite_sequence"
where "name" = ?), ?) as "number", coalesce((select max("series_number") as "number"
from "extract"
where "series_year" = ?), ?) as "series_number";

-- disclosures.findFiles
select *
from "extract_file"
where "extract_no" = ?
order by "volume", "edition" desc;

-- disclosures.findChunks
select *
from "extract_chunk"
where "extract_no" = ? and "part" = ? and "edition" = ? and "volume" = ?
order by "chunk";

-- disclosures.insertRequest
insert into "disclosure_request" ("request_no", "series_year", "series_number", "received_on", "opened_at", "opened_by", "sealed")
values (?, ?, ?, ?, ?, ?, ?);

-- disclosures.insertStep
insert into "disclosure_step" ("request_no", "step", "kind", "taken_at", "taken_by", "sealed")
values (?, ?, ?, ?, ?, ?);

-- disclosures.insertExtract
insert into "extract" ("extract_no", "request_no", "doc_no", "series_year", "series_number", "issued_at", "issued_by", "sha256")
values (?, ?, ?, ?, ?, ?, ?, ?);

-- disclosures.insertFile
insert into "extract_file" ("extract_no", "row_count", "edition", "volume", "sha256")
values (?, ?, ?, ?, ?);

-- disclosures.insertLines
insert into extract_line (record_no, line, extract_no, version) select value ->> 0, value ->> 1, value ->> 2, value ->> 3
from json_each(?);

-- disclosures.insertChunk
insert into "extract_chunk" ("extract_no", "edition", "volume", "part", "chunk", "sealed")
values (?, ?, ?, ?, ?, ?);

insert into "extract_chunk" ("extract_no", "part", "edition", "volume", "chunk", "sealed")
values (?, ?, ?, ?, ?, ?);
