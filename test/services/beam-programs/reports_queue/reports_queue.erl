%% A gen_statem that is busy with one report while the others wait.
-module(reports_queue).
-behaviour(gen_statem).
-export([start/0, init/1, callback_mode/0, idle/3]).

start() ->
    {ok, Pid} = gen_statem:start({local, reports}, ?MODULE, [], []),
    spawn(fun() -> ask(Pid, 1) end),
    ok.

ask(Pid, Number) ->
    gen_statem:cast(Pid, {report, Number}), %% also: mailbox-growth
    timer:sleep(9),
    ask(Pid, Number + 1).

callback_mode() -> state_functions.

init([]) -> {ok, idle, 0}.

idle(cast, {report, Number}, Count) ->
    render(Number),
    {keep_state, Count + 1}.

render(Number) ->
    timer:sleep(30 + Number rem 3), %% leak: mailbox-growth
    Number.
