%% Healthy: each call monitors its server, and stops when the answer is there.
-module(calls_and_monitors).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2]).

start() ->
    {ok, _} = gen_server:start({local, bank}, ?MODULE, [], []),
    [spawn(fun client/0) || _ <- lists:seq(1, 40)],
    ok.

client() ->
    _ = gen_server:call(bank, balance),
    Ref = erlang:monitor(process, bank),
    timer:sleep(rand:uniform(60)),
    erlang:demonitor(Ref, [flush]),
    Request = gen_server:send_request(bank, balance),
    {reply, _} = gen_server:receive_response(Request, 5000),
    client().

init([]) ->
    {ok, 0}.

handle_call(balance, _From, Balance) ->
    {reply, Balance, Balance}.

handle_cast(_Cast, Balance) ->
    {noreply, Balance}.
