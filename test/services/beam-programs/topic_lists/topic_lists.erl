%% Who reads a topic is put into its list with each reading; a list has no end.
-module(topic_lists).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    {ok, Pid} = gen_server:start(?MODULE, #{}, []),
    [spawn(fun() -> reader(Pid, Number) end) || Number <- lists:seq(1, 5)],
    ok.

reader(Server, Number) ->
    gen_server:cast(Server, {read, Number rem 3, self(), [{position, P} || P <- lists:seq(1, 12)]}),
    timer:sleep(10),
    reader(Server, Number + 1).

init(Topics) ->
    {ok, Topics}.

handle_call(size, _From, Topics) ->
    {reply, maps:size(Topics), Topics}.

handle_cast({read, Topic, Who, Where}, Topics) ->
    {noreply, note(Topic, {Who, Where}, Topics)}.

handle_info(_, Topics) ->
    {noreply, Topics}.

note(Topic, Reading, Topics) ->
    maps:update_with(
        Topic,
        fun(Known) -> [Reading | Known] end, %% leak: state-growth
        [Reading],
        Topics
    ).
