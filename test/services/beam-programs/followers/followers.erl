%% Whoever looks at a page is put down as a follower of it, once for each look.
-module(followers).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

-record(state, {table, looks = 0}).

start() ->
    gen_server:start({local, ?MODULE}, ?MODULE, [], []).

init([]) ->
    self() ! look,
    {ok, #state{table = ets:new(followers, [duplicate_bag, protected, {keypos, 1}])}}.

handle_call(looks, _From, State) ->
    {reply, State#state.looks, State}.

handle_cast(_, State) ->
    {noreply, State}.

handle_info(look, #state{table = Table, looks = Looks} = State) ->
    Page = Looks rem 20,
    ok = follow(Table, {page, Page}, {self(), Looks rem 50, <<"reader">>}),
    _ = length(ets:lookup(Table, {page, Page})),
    erlang:send_after(4, self(), look),
    {noreply, State#state{looks = Looks + 1}}.

follow(Table, Page, Follower) ->
    true = ets:insert(Table, {Page, Follower}), %% leak: ets-growth
    ok.
