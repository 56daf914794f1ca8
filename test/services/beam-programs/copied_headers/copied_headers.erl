%% Healthy: what is kept of large binaries is a copy, and only the newest.
-module(copied_headers).
-export([start/0]).

start() ->
    spawn(fun() -> keep([]) end),
    ok.

keep(Headers) ->
    Body = binary:copy(<<"x">>, 131072),
    Header = binary:copy(binary:part(Body, 0, 100)),
    timer:sleep(15),
    keep(lists:sublist([Header | Headers], 100)).
