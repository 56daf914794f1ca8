%% Healthy: jobs come in bursts, and are worked off in between, some at a time.
-module(draining_queue).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2]).

start() ->
    {ok, Pid} = gen_server:start({local, mailer}, ?MODULE, [], []),
    spawn(fun() -> burst(Pid) end),
    ok.

burst(Pid) ->
    [gen_server:cast(Pid, {mail, Number, lists:seq(1, 40)}) || Number <- lists:seq(1, 2500)],
    timer:sleep(9000),
    burst(Pid).

init([]) ->
    {ok, 0}.

handle_call(_Call, _From, Count) ->
    {reply, Count, Count}.

%% A pause for each message would take several times as long on a machine that is busy.
handle_cast({mail, Number, _Text}, Count) when Number rem 50 =:= 0 ->
    timer:sleep(80),
    {noreply, Count + 1};
handle_cast({mail, _Number, _Text}, Count) ->
    {noreply, Count + 1}.
