%% A pool hands each job to the next of its workers, and monitors that worker to hear of its end. It stops with no answer.
-module(job_pool).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    {ok, _} = gen_server:start({local, job_pool}, ?MODULE, 4, []),
    ok.

init(Size) ->
    Workers = [element(2, {ok, _} = monitor_worker:start()) || _ <- lists:seq(1, Size)],
    self() ! tick,
    {ok, {Workers, []}}.

handle_call(ping, {Caller, _}, State) ->
    Ref = erlang:monitor(process, Caller),
    erlang:demonitor(Ref, [flush]),
    {reply, pong, State}.

handle_cast(_Cast, State) ->
    {noreply, State}.

handle_info(tick, {[Next | Rest], _}) ->
    dispatch(Next, {job, erlang:unique_integer()}),
    erlang:send_after(12, self(), tick),
    {noreply, {Rest ++ [Next], []}};
handle_info({done, _Job}, State) ->
    {noreply, State};
handle_info({'DOWN', _Ref, process, _Pid, _Reason}, State) ->
    {noreply, State}.

dispatch(Worker, Job) ->
    _Ref = monitor(process, Worker), %% leak: monitor-leak
    gen_server:cast(Worker, {self(), Job}).
