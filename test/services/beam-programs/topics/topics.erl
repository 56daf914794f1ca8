%% Makes an atom of each topic that comes in, where another line only looks one up.
-module(topics).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    {ok, _} = gen_server:start({local, topics}, ?MODULE, [], []),
    ok.

init([]) ->
    self() ! message,
    {ok, 0}.

handle_call({known, Name}, _From, State) ->
    {reply, catch binary_to_existing_atom(Name, utf8), State}.

handle_cast(_Cast, State) ->
    {noreply, State}.

handle_info(message, Number) ->
    Name = iolist_to_binary([<<"topic.">>, integer_to_binary(Number)]),
    _Topic = binary_to_atom(Name, utf8), %% leak: atom-growth
    erlang:send_after(10, self(), message),
    {noreply, Number + 1}.
