%% A file is opened for each report, and stays open: a process for each.
-module(open_files).
-export([start/0]).

start() ->
    spawn(fun() -> report([]) end),
    ok.

report(Open) ->
    {ok, File} = file:open("/dev/null", [write]), %% leak: process-growth
    ok = file:write(File, <<"report">>),
    timer:sleep(120),
    report([File | Open]).
