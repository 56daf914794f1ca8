%% Splits what it reads, and keeps the first line of each part: a part of the whole.
-module(log_lines).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2]).

start() ->
    {ok, Pid} = gen_server:start({local, log_lines}, ?MODULE, [], []),
    spawn(fun() -> read(Pid) end),
    ok.

read(Pid) ->
    Line = binary:copy(<<"l">>, 120),
    gen_server:cast(Pid, {chunk, iolist_to_binary([Line, $\n, binary:copy(<<"rest">>, 20000)])}),
    timer:sleep(70),
    read(Pid).

init([]) ->
    {ok, []}.

handle_call(lines, _From, Lines) ->
    {reply, length(Lines), Lines}.

handle_cast({chunk, Chunk}, Lines) ->
    [First | _] = binary:split(Chunk, <<"\n">>), %% leak: binary-growth
    {noreply, [First | Lines]}. %% also: binary-growth
