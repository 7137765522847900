-- Version 1: what a replica holds.

create table folkmoot_log (
    id       bigint generated always as identity primary key,
    origin   text   not null unique,
    vkey     text   not null,
    size     bigint check (size >= 0),      -- null until the first checkpoint
    root     bytea  check (octet_length(root) = 32),
    frontier bytea                          -- roots of the full subtrees, largest first
);

create table folkmoot_entry (
    log   bigint not null references folkmoot_log (id),
    index bigint not null check (index >= 0),
    leaf  bytea  not null,
    primary key (log, index)
);

create table folkmoot_checkpoint (
    log      bigint      not null references folkmoot_log (id),
    size     bigint      not null,
    root     bytea       not null,
    note     bytea       not null,
    position bigint      generated always as identity unique,
    accepted timestamptz not null default clock_timestamp(),
    primary key (log, size)
);
