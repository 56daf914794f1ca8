# An order keeps each event of its life in a struct, and no snapshot ever takes their place.
defmodule OrderEvents.Event do
  defstruct number: 0, lines: []
end

defmodule OrderEvents.Aggregate do
  use GenServer
  alias OrderEvents.Event

  defstruct id: nil, events: [], version: 0

  @impl GenServer
  def init(id), do: {:ok, %__MODULE__{id: id}}

  @impl GenServer
  def handle_call({:record, %Event{} = event}, _from, %__MODULE__{} = order) do
    {:reply, :ok, apply_event(order, event)}
  end

  defp apply_event(order, event) do
    order
    |> Map.update!(:version, &(&1 + 1))
    |> Map.update!(:events, &[event | &1]) # leak: state-growth
  end
end

defmodule OrderEvents do
  alias OrderEvents.{Aggregate, Event}

  def start do
    {:ok, pid} = GenServer.start(Aggregate, "order-1", [])
    spawn(fn -> drive(pid, 0) end)
  end

  defp drive(pid, number) do
    :ok = GenServer.call(pid, {:record, %Event{number: number, lines: Enum.to_list(1..40)}})
    Process.sleep(8)
    drive(pid, number + 1)
  end
end
