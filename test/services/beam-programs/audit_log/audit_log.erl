%% Each request casts a line to a server that writes slower than they come: nobody waits for it.
-module(audit_log).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2]).

start() ->
    {ok, _} = gen_server:start({local, audit_log}, ?MODULE, [], []),
    spawn(fun() -> requests(0) end),
    ok.

requests(Number) ->
    gen_server:cast(audit_log, {line, Number, <<"GET /index.html">>}), %% also: mailbox-growth
    timer:sleep(8),
    requests(Number + 1).

init([]) ->
    {ok, 0}.

handle_call(written, _From, Count) ->
    {reply, Count, Count}.

handle_cast({line, _Number, _Line}, Count) ->
    write(),
    {noreply, Count + 1}.

write() ->
    timer:sleep(40), %% leak: mailbox-growth
    ok.
