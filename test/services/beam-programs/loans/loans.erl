%% A pool that monitors whoever borrows a worker, and forgets to stop when the worker is given back.
-module(loans).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

-record(pool, {free = [], lent = #{}, waiting = queue:new()}).

start() ->
    {ok, Pool} = gen_server:start({local, loans}, ?MODULE, 5, []),
    [spawn(fun() -> client(Pool) end) || _ <- lists:seq(1, 4)],
    ok.

client(Pool) ->
    Worker = gen_server:call(Pool, checkout),
    timer:sleep(10),
    gen_server:cast(Pool, {checkin, Worker}),
    client(Pool).

init(Size) ->
    {ok, #pool{free = [spawn_link(fun worker/0) || _ <- lists:seq(1, Size)]}}.

handle_call(checkout, {Client, _} = From, #pool{free = [], waiting = Waiting} = Pool) ->
    _ = Client,
    {noreply, Pool#pool{waiting = queue:in(From, Waiting)}};
handle_call(checkout, {Client, _}, #pool{free = [Worker | Free], lent = Lent} = Pool) ->
    Ref = erlang:monitor(process, Client), %% leak: monitor-leak
    {reply, Worker, Pool#pool{free = Free, lent = Lent#{Worker => {Client, Ref}}}}.

handle_cast({checkin, Worker}, #pool{free = Free, lent = Lent, waiting = Waiting} = Pool) ->
    Left = maps:remove(Worker, Lent),
    case queue:out(Waiting) of
        {empty, _} -> {noreply, Pool#pool{free = [Worker | Free], lent = Left}};
        {{value, From}, Rest} ->
            gen_server:reply(From, Worker),
            {noreply, Pool#pool{lent = Left, waiting = Rest}}
    end.

handle_info({'DOWN', _Ref, process, Client, _}, #pool{lent = Lent} = Pool) ->
    {noreply, Pool#pool{lent = maps:filter(fun(_, {Who, _}) -> Who =/= Client end, Lent)}}.

worker() ->
    receive stop -> ok end.
