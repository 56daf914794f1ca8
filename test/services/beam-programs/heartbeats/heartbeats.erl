%% Healthy: a cluster of servers that watch each other, once each, and send each other heartbeats by timers.
-module(heartbeats).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    Pids = [element(2, {ok, _} = gen_server:start(?MODULE, [], [])) || _ <- lists:seq(1, 60)],
    [gen_server:cast(Pid, {watch, Pids}) || Pid <- Pids],
    ok.

init([]) ->
    {ok, #{others => [], beats => 0}}.

handle_call(_Call, _From, State) ->
    {reply, ok, State}.

handle_cast({watch, Pids}, State) ->
    Others = lists:delete(self(), Pids),
    [erlang:monitor(process, Pid) || Pid <- Others],
    erlang:send_after(100, self(), beat),
    {noreply, State#{others := Others}}.

handle_info(beat, #{others := Others, beats := Beats} = State) ->
    lists:nth(rand:uniform(length(Others)), Others) ! {heartbeat, self()},
    erlang:send_after(100 + rand:uniform(50), self(), beat),
    {noreply, State#{beats := Beats + 1}};
handle_info({heartbeat, _From}, State) ->
    {noreply, State};
handle_info({'DOWN', _Ref, process, Pid, _Reason}, #{others := Others} = State) ->
    {noreply, State#{others := lists:delete(Pid, Others)}}.
