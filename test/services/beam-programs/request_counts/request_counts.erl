%% Counts requests by their whole path, in a table without a name. Another table is kept small.
-module(request_counts).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).
-record(state, {counts, recent, next = 0}).

start() ->
    {ok, _} = gen_server:start({local, request_counts}, ?MODULE, [], []),
    ok.

init([]) ->
    Counts = ets:new(counts, [set]),
    Recent = ets:new(recent, [ordered_set]),
    self() ! request,
    {ok, #state{counts = Counts, recent = Recent}}.

handle_call(recent, _From, State) ->
    {reply, ets:tab2list(State#state.recent), State}.

handle_cast(_Cast, State) ->
    {noreply, State}.

handle_info(request, #state{next = Next} = State) ->
    [count(State, Next * 8 + Part) || Part <- lists:seq(1, 8)],
    erlang:send_after(10, self(), request),
    {noreply, State#state{next = Next + 1}}.

count(#state{counts = Counts, recent = Recent}, Number) ->
    Path = "/orders/" ++ integer_to_list(Number),
    ets:update_counter(Counts, Path, 1, {Path, 0}), %% leak: ets-growth
    ets:insert(Recent, {Number, Path}),
    ets:delete(Recent, Number - 20).
